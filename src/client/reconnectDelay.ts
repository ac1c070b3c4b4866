/** Calls back when the user may expect a connection: back online, or back at the tab. Returns how to stop. */
export type WatchForReturn = (onReturn: () => void) => () => void;

/**
 * The time between attempts to connect. tRPC sleeps for what `retryDelayMs` says, which nothing can cut
 * short; so that is told none, and the wait is in the way to the socket's address, where it ends at once
 * when the user returns. The waits after a return are short again: a network is often said to be back a
 * moment before it is.
 */
export class ReconnectDelay {
  readonly #delayMs: (attempt: number) => number;
  readonly #watchForReturn: WatchForReturn;
  /** Null when the next attempt is not to wait. */
  #attempt: number | null = null;
  /** The attempt that counts as the first since the user has returned. */
  #firstAttempt = 0;
  #isHurried = false;
  #abandon: (() => void) | null = null;

  constructor(delayMs: (attempt: number) => number, watchForReturn: WatchForReturn) {
    this.#delayMs = delayMs;
    this.#watchForReturn = watchForReturn;
  }

  /** For tRPC's `retryDelayMs`. */
  next = (attempt: number): number => {
    if (attempt < this.#firstAttempt) this.#firstAttempt = 0;
    this.#attempt = attempt;
    return 0;
  };

  /** The next wait is none: the user has returned while an attempt was under way. */
  hurry = (): void => {
    this.#isHurried = true;
  };

  /** @throws when it is abandoned */
  async wait(): Promise<void> {
    const [attempt, isHurried] = [this.#attempt, this.#isHurried];
    this.#isHurried = false;
    this.#attempt = null;
    if (attempt === null) return;
    const returned = () => {
      this.#firstAttempt = attempt + 1;
    };
    if (isHurried) return returned();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#delayMs(attempt - this.#firstAttempt));
    const stopWatching = this.#watchForReturn(() => {
      returned();
      resolve();
    });
    this.#abandon = () => reject(new Error('The client was closed'));
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      stopWatching();
      this.#abandon = null;
    }
  }

  /** Ends a wait without an attempt: nobody wants the connection any more. */
  abandon(): void {
    this.#abandon?.();
  }
}

/** In a browser; elsewhere there is nobody to return. */
export const watchBrowserForReturn: WatchForReturn = (onReturn) => {
  if (typeof window === 'undefined') return () => {};
  const onVisibility = () => {
    if (document.visibilityState === 'visible') onReturn();
  };
  window.addEventListener('online', onReturn);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    window.removeEventListener('online', onReturn);
    document.removeEventListener('visibilitychange', onVisibility);
  };
};
