/**
 * How well a ranking did, each 0…1, by which of its places hold a relevant document and how many there are.
 * Relevance is binary; a query without relevant documents counts nothing.
 */
export type Measures = { ndcg10: number; recall100: number; map: number };

/** As trec_eval computes them (`ndcg_cut.10`, `recall.100`, `map`). */
export function measure(hits: readonly boolean[], relevantCount: number): Measures {
  if (relevantCount === 0) return { ndcg10: 0, recall100: 0, map: 0 };
  const found = hits.slice(0, 100).filter(Boolean).length;
  return {
    ndcg10: gainOf(hits) / gainOf(Array.from({ length: relevantCount }, () => true)),
    recall100: found / relevantCount,
    map: precisions(hits).reduce((sum, precision) => sum + precision, 0) / relevantCount,
  };
}

/**
 * Which places of a ranking hold something wanted, from what each result covers: only what it is the first to cover
 * counts, and a result that covers something wanted is none that covers something else.
 */
export function hitsOf(
  results: readonly (readonly string[])[],
  wanted: ReadonlySet<string>,
): boolean[] {
  const seen = new Set<string>();
  return results.flatMap((covered) => {
    const fresh = covered.filter((each) => !seen.has(each));
    for (const each of fresh) seen.add(each);
    const hits = fresh.filter((each) => wanted.has(each));
    return hits.length > 0 ? hits.map(() => true) : fresh.slice(0, 1).map(() => false);
  });
}

/** The mean of each. */
export function meanOf(all: readonly Measures[]): Measures {
  const mean = (name: keyof Measures) =>
    all.reduce((sum, measures) => sum + measures[name], 0) / all.length;
  return { ndcg10: mean('ndcg10'), recall100: mean('recall100'), map: mean('map') };
}

const gainOf = (hits: readonly boolean[]) =>
  hits.slice(0, 10).reduce((sum, isHit, rank) => sum + (isHit ? 1 / Math.log2(rank + 2) : 0), 0);

/** At each place that holds a relevant document, the share of relevant ones so far. */
function precisions(hits: readonly boolean[]): number[] {
  const places = hits.flatMap((isHit, rank) => (isHit ? [rank + 1] : []));
  return places.map((place, index) => (index + 1) / place);
}
