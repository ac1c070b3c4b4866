/**
 * Exponential back-off: `baseMs · 2^attempt`, at most `maxMs`, plus up to `jitterMs` drawn by `random`
 * so that many that failed together do not come back together.
 */
export function backoffMs(
  attempt: number,
  options: { baseMs: number; maxMs: number; jitterMs: number; random?: () => number },
): number {
  const { baseMs, maxMs, jitterMs, random = Math.random } = options;
  return Math.min(baseMs * 2 ** attempt, maxMs) + Math.floor(random() * jitterMs);
}
