export type BucketSize = {
  /** As much as may come at once. */
  burst: number;
  perSecond: number;
};

/** More keys than this, and those whose bucket is full again are forgotten. */
const maxIdleKeys = 10_000;

/**
 * A limit by key: each key may take `burst` at once and `perSecond` in the long run. Memory of this process.
 * @see https://en.wikipedia.org/wiki/Token_bucket
 */
export class TokenBuckets {
  readonly #size: BucketSize;
  readonly #nowMs: () => number;
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>();

  /** @param nowMs a clock that never goes back */
  constructor(size: BucketSize, nowMs: () => number) {
    this.#size = size;
    this.#nowMs = nowMs;
  }

  /** Takes one token. Returns 0, or how many milliseconds too early this is. */
  take(key: string): number {
    const { burst, perSecond } = this.#size;
    const atMs = this.#nowMs();
    const tokens = this.#tokensOf(key, atMs);
    if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1_000);
    this.#buckets.set(key, { tokens: tokens - 1, atMs });
    if (this.#buckets.size > maxIdleKeys)
      for (const known of this.#buckets.keys())
        if (this.#tokensOf(known, atMs) === burst) this.#buckets.delete(known);
    return 0;
  }

  #tokensOf(key: string, atMs: number): number {
    const { burst, perSecond } = this.#size;
    const bucket = this.#buckets.get(key);
    if (!bucket) return burst;
    return Math.min(burst, bucket.tokens + ((atMs - bucket.atMs) / 1_000) * perSecond);
  }
}
