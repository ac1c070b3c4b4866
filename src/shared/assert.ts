/** Throws when an invariant does not hold; `why` says which. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${why}`);
}
