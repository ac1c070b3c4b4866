/** A query's numbers in few bits, to compare with the codes of many vectors at once. */
export type QuantizedQuery = {
  /** As long as a code: what each of its bits counts, in powers of two: 1, 2, 4, 8 and 16. */
  planes: string[];
  /** Marks the first half of a code, whose bits count twice. */
  upperHalf: string;
  /** A number is `lowest + step · level`, its level from 0 to 15. */
  lowest: number;
  step: number;
};

/** Of longer vectors the first numbers alone are coded: an index takes entries of 2,704 bytes. */
const maxCoded = 8_192;

/** Between the levels, in standard deviations: the best uniform ones for normally distributed numbers (Max, 1960). */
const spacing = 0.9957;

const queryBits = 4;

/**
 * Two bits for each number of a vector of unit length, which say on which of four levels it falls: the upper
 * bits of all, then the lower ones.
 */
export function vectorCode(vector: readonly number[]): string {
  const width = spacing / Math.sqrt(vector.length);
  const levels = vector
    .slice(0, maxCoded)
    .map((value) => Math.min(3, Math.max(0, Math.floor(value / width) + 2)));
  return [...levels.map((level) => level >> 1), ...levels.map((level) => level & 1)].join('');
}

/**
 * Four bits for each number, so that the dot product with a code, but for a constant, is a few counts of common
 * bits (as in RaBitQ, Gao and Long, 2024, without its rotation, and with two bits where that has one):
 * `lowest · (count(code) + count(code & upperHalf)) + step · Σ 2^i · count(code & planes[i])`.
 */
export function quantizeQuery(vector: readonly number[]): QuantizedQuery {
  const coded = vector.slice(0, maxCoded);
  const lowest = Math.min(...coded);
  const step = (Math.max(...coded) - lowest) / (2 ** queryBits - 1);
  const levels = coded.map((value) => (step === 0 ? 0 : Math.round((value - lowest) / step)));
  const bitsOf = (bit: number) => levels.map((level) => (level >> bit) & 1).join('');
  return {
    // The upper half counts twice, so that its bits are a place higher.
    planes: Array.from({ length: queryBits + 1 }, (_, bit) =>
      [bit === 0 ? '0'.repeat(coded.length) : bitsOf(bit - 1), bitsOf(bit)].join(''),
    ),
    upperHalf: '1'.repeat(coded.length) + '0'.repeat(coded.length),
    lowest,
    step,
  };
}
