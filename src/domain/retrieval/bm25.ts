import { type TermKind, tokenize } from '#domain/retrieval/tokenize.ts';

/**
 * BM25 (Robertson and Zaragoza, 2009), with a fixed length to compare with instead of the corpus's mean:
 * the chunker makes chunks of about one length, and a weight that never changes can be kept.
 */
const k1 = 1.5;
const b = 0.75;
const nominalLength = 200;

/** Forms that only add to a normal form which is counted already. */
const additional = new Set<TermKind>(['inflected', 'accented', 'segment', 'character']);

/** Each term of a text with its saturated frequency, 0…`k1 + 1`. */
export function termWeights(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  let length = 0;
  tokenize(text, (term, kind) => {
    counts.set(term, (counts.get(term) ?? 0) + 1);
    if (!additional.has(kind)) length += 1;
  });
  const normal = k1 * (1 - b + (b * length) / nominalLength);
  for (const [term, count] of counts) counts.set(term, (count * (k1 + 1)) / (count + normal));
  return counts;
}

/** How much each form of a query's word counts: an exact match tells a little more than a folded one. */
const queryWeight: Record<TermKind, number> = {
  word: 1,
  stem: 0.8,
  inflected: 0.2,
  folded: 0.3,
  accented: 0.7,
  trigram: 1,
  segment: 0.5,
  bigram: 1,
  character: 0.2,
};

/** More would only cost time: a question has a few dozen words. */
const maxQueryTerms = 200;

/** A query's terms with their weight. */
export function queryTerms(query: string): Map<string, number> {
  const terms = new Map<string, number>();
  tokenize(query, (term, kind) => {
    if (terms.size < maxQueryTerms || terms.has(term))
      terms.set(term, (terms.get(term) ?? 0) + queryWeight[kind]);
  });
  return terms;
}
