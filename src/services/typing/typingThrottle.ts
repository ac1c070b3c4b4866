/** That one person types in one conversation, or has stopped, is each told at most this often. */
const restMs = 2_000;

/** More than type at once in one process; those forgotten are only told of sooner. */
const maxTypists = 10_000;

/** Keeps a client that tells of each key from filling the room. */
export class TypingThrottle {
  readonly #now: () => number;
  readonly #toldAt = new Map<string, number>();

  /** `now`: milliseconds, never going back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  allows(typist: { userId: string; conversationId: string }, typing: boolean): boolean {
    const key = `${typist.userId} ${typist.conversationId} ${typing}`;
    const toldAt = this.#toldAt.get(key);
    if (toldAt !== undefined && this.#now() - toldAt < restMs) return false;
    if (this.#toldAt.size >= maxTypists) this.#toldAt.clear();
    this.#toldAt.set(key, this.#now());
    return true;
  }
}
