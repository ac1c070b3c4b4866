/** Latencies by tenths of a millisecond up to a minute, in a memory that does not grow with their number. */
export class LatencyHistogram {
  #timed = 0;
  /** How many took so many tenths of a millisecond. */
  readonly #byTenth = new Uint32Array(600_001);

  time(lateMs: number): void {
    this.#timed += 1;
    const bucket = Math.min(Math.max(Math.round(lateMs * 10), 0), 600_000);
    this.#byTenth[bucket] = (this.#byTenth[bucket] ?? 0) + 1;
  }

  percentile(share: number): number {
    let left = this.#timed * share;
    return this.#byTenth.findIndex((count) => (left -= count) <= 0) / 10;
  }
}
