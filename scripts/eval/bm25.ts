import { tokenize } from '#domain/retrieval/tokenize.ts';

const k1 = 1.5;
const b = 0.75;

/**
 * BM25 by the book, over whole documents in memory (Robertson and Zaragoza 2009, with the rarity that never goes
 * below 0, as in Lucene): what the product's is compared with. The terms are the product's, but for pairs of words, all worth the same.
 */
export function createBm25(texts: readonly string[]): (query: string) => number[] {
  const documents = texts.map(countTerms);
  const lengths = documents.map((counts) => counts.values().reduce((sum, count) => sum + count, 0));
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / texts.length;
  const postings = new Map<string, { document: number; count: number }[]>();
  for (const [document, counts] of documents.entries())
    for (const [term, count] of counts) {
      const known = postings.get(term);
      if (known) known.push({ document, count });
      else postings.set(term, [{ document, count }]);
    }

  return (query) => {
    const scores = new Map<number, number>();
    for (const term of countTerms(query).keys()) {
      const found = postings.get(term) ?? [];
      const rarity = Math.log(1 + (texts.length - found.length + 0.5) / (found.length + 0.5));
      for (const { document, count } of found) {
        const norm = k1 * (1 - b + (b * (lengths[document] ?? 0)) / meanLength);
        const score = (rarity * count * (k1 + 1)) / (count + norm);
        scores.set(document, (scores.get(document) ?? 0) + score);
      }
    }
    const ranked = [...scores].toSorted(([, one], [, other]) => other - one);
    return ranked.map(([document]) => document);
  };
}

function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  tokenize(text, (term, kind) => {
    if (kind !== 'pair' && kind !== 'plainPair') counts.set(term, (counts.get(term) ?? 0) + 1);
  });
  return counts;
}
