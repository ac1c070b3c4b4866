import type { Change } from '#client/liveQuery.ts';

/** A fetch that takes longer than this many changes is done again, rather than kept pace with. */
const defaultMaxChanges = 2_000;

type Fetch = { startedAt: number; isTrusted: boolean };

/**
 * The changes since the oldest fetch under way began. What a fetch brings may be from before any of them, so
 * they are applied to its result again. A fetch that is not trusted may even miss what no change here tells.
 */
export class ChangeJournal {
  readonly #maxChanges: number;
  /** Counts all changes ever; `#changes` holds those from `#firstAt` on. */
  #firstAt = 0;
  #changes: Change[] = [];
  readonly #fetches = new Map<string, Fetch>();

  constructor(maxChanges = defaultMaxChanges) {
    this.#maxChanges = maxChanges;
  }

  get length(): number {
    return this.#changes.length;
  }

  add(change: Change): void {
    this.#changes.push(change);
    this.#trim();
  }

  /** TanStack starts a fetch anew without a word, so the first start counts. */
  beginFetch(key: string): void {
    if (!this.#fetches.has(key)) this.#fetches.set(key, { startedAt: this.#now, isTrusted: true });
  }

  /** The changes since the fetch began. */
  missedBy(key: string): Change[] {
    const fetch = this.#fetches.get(key);
    return fetch ? this.#changes.slice(Math.max(fetch.startedAt - this.#firstAt, 0)) : [];
  }

  /** The changes since the fetch began; `isTrusted` unless it has to be done again. */
  endFetch(key: string): { missed: Change[]; isTrusted: boolean } {
    const fetch = this.#fetches.get(key);
    if (!fetch) return { missed: [], isTrusted: true };
    const missed = this.missedBy(key);
    this.#fetches.delete(key);
    const isTrusted = fetch.isTrusted && fetch.startedAt >= this.#firstAt;
    this.#trim();
    return { missed, isTrusted };
  }

  distrust(key: string): void {
    const fetch = this.#fetches.get(key);
    if (fetch) fetch.isTrusted = false;
  }

  /** What has been noted is no longer true: whatever is being fetched must be fetched again. */
  clear(): void {
    for (const fetch of this.#fetches.values()) fetch.isTrusted = false;
    this.#firstAt = this.#now;
    this.#changes = [];
  }

  get #now(): number {
    return this.#firstAt + this.#changes.length;
  }

  #trim(): void {
    const oldest = Math.min(this.#now, ...[...this.#fetches.values()].map((it) => it.startedAt));
    const from = Math.max(oldest, this.#now - this.#maxChanges);
    if (from <= this.#firstAt) return;
    this.#changes = this.#changes.slice(from - this.#firstAt);
    this.#firstAt = from;
  }
}
