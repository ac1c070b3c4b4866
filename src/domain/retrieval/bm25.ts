import { type TermKind, tokenize } from '#domain/retrieval/tokenize.ts';

/**
 * BM25 (Robertson and Zaragoza, 2009), with a fixed length to compare with instead of the corpus's mean:
 * the chunker makes chunks of about one length, and a weight that never changes can be kept with the row.
 * All constants were chosen on the collections that `npm run eval` reads.
 */
const k1 = 1.6;
const b = 0.75;
const nominalLength = 170;

/** How much of a word a term is, so that texts of all scripts have comparable lengths. */
const termLength: Record<TermKind, number> = {
  word: 1,
  stem: 1,
  folded: 1,
  inflected: 0,
  accented: 0,
  trigram: 0.1,
  segment: 0,
  bigram: 0.4,
  character: 0,
};

/** Each term of a text with its saturated frequency, 0…`k1 + 1`. */
export function termWeights(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  let length = 0;
  tokenize(text, (term, kind) => {
    counts.set(term, (counts.get(term) ?? 0) + 1);
    length += termLength[kind];
  });
  const normal = k1 * (1 - b + (b * length) / nominalLength);
  for (const [term, count] of counts) counts.set(term, (count * (k1 + 1)) / (count + normal));
  return counts;
}

/** How much each form of a query's word counts: an exact match tells a little more than a folded one. */
const queryWeight: Record<TermKind, number> = {
  word: 1,
  stem: 0.7,
  inflected: 0.3,
  folded: 0.25,
  accented: 0.75,
  trigram: 1,
  segment: 1,
  bigram: 1,
  character: 0.5,
};

/** Words that ask or join, and so tell nothing of what is asked about. */
const stopWords = new Set(
  (
    'a an and are as at be been by can could did do does for from had has have how in into is it its may might much many of on or ' +
    'our should than that the their them there these this those to was we were what when where which who whom whose why will with ' +
    'would you your'
  ).split(' '),
);
const thaiStopWords =
  /อะไร|ใคร|ที่ไหน|เมื่อไหร่|เมื่อไร|เมื่อใด|อย่างไร|ทำไม|เท่าไหร่|เท่าไร|เท่าใด|กี่|ใด|ไหน|หรือไม่|บ้าง|คือ|ที่|ได้|เป็น|มี/g;

/** More would only cost time: a question has a few dozen words. */
const maxQueryTerms = 300;

/** A query's terms with their weight; its stop words only when it has nothing else. */
export function queryTerms(query: string): Map<string, number> {
  const terms = weighTerms(query.normalize('NFKC').replaceAll(thaiStopWords, ' '), stopWords);
  return terms.size > 0 ? terms : weighTerms(query, new Set());
}

function weighTerms(query: string, ignored: ReadonlySet<string>): Map<string, number> {
  const terms = new Map<string, number>();
  tokenize(query, (term, kind) => {
    if (ignored.has(term) || (terms.size >= maxQueryTerms && !terms.has(term))) return;
    terms.set(term, (terms.get(term) ?? 0) + queryWeight[kind]);
  });
  return terms;
}
