/**
 * BM25 (Robertson and Zaragoza, 2009), with a fixed length to compare with instead of the corpus's mean:
 * the chunker makes chunks of about one length, and a weight that never changes can be kept with the row.
 * The constants were chosen on the collections of `npm run eval`.
 */
const k1 = 1.5;
const b = 0.75;
const nominalWords = 150;

/** How much a term's occurrences tell in a text of `words` words: 0…`k1 + 1`, ever slower. */
export function saturatedFrequency(count: number, words: number): number {
  return (count * (k1 + 1)) / (count + k1 * (1 - b + (b * words) / nominalWords));
}

/** How much a term tells that stands in `holding` of `total` texts (inverse document frequency), above 0. */
export function rarity(holding: number, total: number): number {
  return Math.log(1 + (Math.max(total - holding, 0) + 0.5) / (holding + 0.5));
}
