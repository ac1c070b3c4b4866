export type Ranked<Key> = { key: Key; score: number };

/** Reciprocal rank fusion's constant (Cormack, Clarke and Büttcher, 2009). */
const fusionConstant = 60;

/** One ranking of several, by rank alone, since their scores cannot be compared. */
export function fuseRankings<Key>(rankings: readonly (readonly Ranked<Key>[])[]): Ranked<Key>[] {
  const scores = new Map<Key, number>();
  for (const ranking of rankings)
    for (const [rank, { key }] of ranking.entries())
      scores.set(key, (scores.get(key) ?? 0) + 1 / (fusionConstant + rank + 1));
  return Array.from(scores, ([key, score]) => ({ key, score })).toSorted(
    (one, other) => other.score - one.score,
  );
}
