/** A query's numbers in few bits, to compare with the signs of many vectors at once. */
export type QuantizedQuery = {
  /** Bit 0, 1, 2 and 3 of each number, as strings of `0` and `1`. */
  planes: [string, string, string, string];
  /** A number is `lowest + step · (plane0 + 2 plane1 + 4 plane2 + 8 plane3)`. */
  lowest: number;
  step: number;
};

/** A bit for each number of a vector: `1` where it is above 0. */
export function signBits(vector: readonly number[]): string {
  return vector.map((value) => (value > 0 ? '1' : '0')).join('');
}

/**
 * Four bits for each number, so that the dot product with a vector of signs is a few counts of common bits
 * (as in RaBitQ, Gao and Long, 2024, without its rotation).
 */
export function quantizeQuery(vector: readonly number[]): QuantizedQuery {
  const lowest = Math.min(...vector);
  const step = (Math.max(...vector) - lowest) / 15;
  const levels = vector.map((value) => (step === 0 ? 0 : Math.round((value - lowest) / step)));
  const plane = (bit: number) => levels.map((level) => (level >> bit) & 1).join('');
  return { planes: [plane(0), plane(1), plane(2), plane(3)], lowest, step };
}
