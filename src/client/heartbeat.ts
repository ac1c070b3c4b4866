export type HeartbeatTimes = {
  /** A socket that has been quiet for this long is asked for a word. */
  quietMs: number;
  /** Without one for this long after, it is gone. */
  answerMs: number;
};

/**
 * Finds out that nobody is at the other end: a half-open connection says nothing, not even that it is broken.
 * After `quietMs` without a word `ask` is called, and `onSilence` once when `answerMs` more bring none.
 */
export class Heartbeat {
  readonly #times: HeartbeatTimes;
  readonly #on: { ask: () => void; onSilence: () => void };
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isAsking = false;

  constructor(times: HeartbeatTimes, on: { ask: () => void; onSilence: () => void }) {
    this.#times = times;
    this.#on = on;
  }

  /** Something has come from the other end; also to be called at the beginning. */
  heard(): void {
    this.#isAsking = false;
    this.#wait(this.#times.quietMs, () => this.check());
  }

  /** Asks now: there is a reason to doubt. */
  check(): void {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#wait(this.#times.answerMs, this.#on.onSilence);
    this.#on.ask();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wait(ms: number, then: () => void): void {
    this.stop();
    this.#timer = setTimeout(then, ms);
  }
}
