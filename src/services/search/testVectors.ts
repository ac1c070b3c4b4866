/** Vectors of unit length, the same in each run. */
export function testVectors(seed: number) {
  const random = randomNumbers(seed);
  return {
    random,
    toUnit,
    randomVector: (dimension: number) =>
      toUnit(Array.from({ length: dimension }, () => random() - 0.5)),
    dot: (one: readonly number[], other: readonly number[]) =>
      one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0),
  };
}

function toUnit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** A linear congruential generator (Numerical Recipes), 0…1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
