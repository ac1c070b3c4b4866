import type { Ranked } from '#domain/retrieval/fuseRankings.ts';

/**
 * A hit of a ranking **stands out** by how far it lies above the ranking's last, in means of all but its
 * first few. Scores that mean nothing fall off exponentially, so that their best stands out by about the
 * logarithm of their number: the **noise**.
 */
const firstHits = 5;
/** So far above the noise, a ranking's best hit is certain. Words rise higher: most chunks hold none of the rare ones. */
const certainty = { words: 40, vectors: 20 };
/** Of what does not rise above the noise: words are what was asked for, vectors a guess. */
const priors = { words: 0.25, vectors: 0.015 };
/** Of a question in the workspace's own language as much stands in it, and mostly all. */
const ownLanguage = 0.85;
/** A question in another language is found by its names and numbers, which many chunks hold: they soon count for little. */
const strangeness = 3;
/** Words keep so much of their prior in any language, a little more than what vectors have. */
const leastPrior = 0.05;
/** By the best of a ranking it is judged what stands out; more of it changes nothing. */
const judged = 100;

/**
 * One ranking of the words' and the vectors', in which each counts as far as its best hits rise above the
 * noise: one that knows nothing leaves the other's order (docs/adr/0043-vectors.md has the figures).
 * @param words with the share of the query that stands in the workspace at all, 0…1
 * @param vectors with how far their model is believed, 0…1 (`trustOf`)
 */
export function fuseByConfidence<Key>(
  words: { ranking: readonly Ranked<Key>[]; known: number },
  vectors: { ranking: readonly Ranked<Key>[]; trust: number },
): Ranked<Key>[] {
  const { ranking, known } = words;
  const { trust } = vectors;
  if (trust === 0) return [...ranking];
  const share = Math.min(1, known / ownLanguage) ** strangeness;
  // Chunks without any of the words were ranked, too, though they are not in the ranking.
  const unranked = Math.max(0, Math.min(ranking.length, judged - ranking.length));
  const scores = new Map<Key, number>();
  const add = (hits: readonly Ranked<Key>[], worths: number[]) => {
    for (const [index, { key }] of hits.entries())
      scores.set(key, (scores.get(key) ?? 0) + (worths[index] ?? 0));
  };
  const scoresOf = (hits: readonly Ranked<Key>[]) => hits.map(({ score }) => score);
  const padded = [...scoresOf(ranking), ...Array<number>(unranked).fill(0)];
  const prior = priors.words * (leastPrior + (1 - leastPrior) * share);
  add(ranking, weigh(padded, { prior, share, certain: certainty.words }));
  add(
    vectors.ranking,
    weigh(scoresOf(vectors.ranking), {
      prior: priors.vectors * trust,
      share: trust,
      certain: certainty.vectors,
    }),
  );
  return Array.from(scores, ([key, score]) => ({ key, score })).toSorted(
    (one, other) => other.score - one.score,
  );
}

/** What each hit is worth, 0…`share` and `prior`, in the order of the scores. */
function weigh(
  scores: readonly number[],
  { prior, share, certain }: { prior: number; share: number; certain: number },
): number[] {
  const best = scores.slice(0, judged);
  const last = best.at(-1) ?? 0;
  const rest = best.slice(Math.min(firstHits, Math.floor(best.length / 4)));
  const mean = rest.reduce((sum, score) => sum + score - last, 0) / rest.length;
  const heights = scores.map((score) => (mean > 0 ? (score - last) / mean : 0));
  const top = heights[0] ?? 0;
  if (top === 0) return heights;
  const noise = Math.log(best.length);
  const confidence = Math.min(1, Math.max(0, (top - noise) / certain)) * share;
  return heights.map((height) => {
    const above = confidence > 0 ? Math.max(0, height - noise) / (top - noise) : 0;
    return confidence * above + (prior * height) / top;
  });
}
