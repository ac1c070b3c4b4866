export type BucketSize = {
  /** As much as may come at once. */
  burst: number;
  perSecond: number;
};

/**
 * A limit: `burst` at once, `perSecond` in the long run.
 * @see https://en.wikipedia.org/wiki/Token_bucket
 */
export class TokenBucket {
  #tokens: number;
  #atMs: number;

  constructor({ burst }: BucketSize, nowMs: number) {
    this.#tokens = burst;
    this.#atMs = nowMs;
  }

  /** Takes one token. Returns 0, or how many milliseconds too early this is. */
  take(size: BucketSize, nowMs: number): number {
    this.#fill(size, nowMs);
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) / size.perSecond) * 1_000);
    this.#tokens -= 1;
    return 0;
  }

  isFull(size: BucketSize, nowMs: number): boolean {
    this.#fill(size, nowMs);
    return this.#tokens === size.burst;
  }

  #fill({ burst, perSecond }: BucketSize, nowMs: number): void {
    const earned = ((nowMs - this.#atMs) / 1_000) * perSecond;
    this.#tokens = Math.min(burst, this.#tokens + earned);
    this.#atMs = nowMs;
  }
}

/** More keys than this, and those whose bucket is full again are forgotten. */
const maxIdleKeys = 10_000;

/** A bucket for each key, in the memory of this process. */
export class TokenBuckets {
  readonly #size: BucketSize;
  readonly #nowMs: () => number;
  readonly #buckets = new Map<string, TokenBucket>();

  /** @param nowMs a clock that never goes back */
  constructor(size: BucketSize, nowMs: () => number) {
    this.#size = size;
    this.#nowMs = nowMs;
  }

  /** Takes one of the key's tokens. Returns 0, or how many milliseconds too early this is. */
  take(key: string): number {
    const nowMs = this.#nowMs();
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#size, nowMs);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > maxIdleKeys)
      for (const [known, its] of this.#buckets)
        if (its.isFull(this.#size, nowMs)) this.#buckets.delete(known);
    return bucket.take(this.#size, nowMs);
  }
}
