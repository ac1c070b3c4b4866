import { Heartbeat, type HeartbeatTimes } from '#client/heartbeat.ts';
import type { WatchForReturn } from '#client/reconnectDelay.ts';

export type LiveSocketOptions = {
  heartbeat: HeartbeatTimes;
  /** An attempt that has not led to a connection by then has failed. */
  openMs: number;
  /** A moment to doubt what is there: the machine may have changed networks, or slept. */
  watchForReturn: WatchForReturn;
  /** The user has returned to an attempt under way, which is given up: the next is not to wait. */
  onHurry: () => void;
};

/** As tRPC understands it: the same as when a server asks its clients to come back. */
const reconnectNotification = JSON.stringify({ id: null, method: 'reconnect' });

/**
 * WebSockets for tRPC's client that tell the truth about themselves, and soon. A browser's own waits for
 * minutes for a connection, never notices that the other end is gone, and tells of its closing only when the
 * other end has agreed, for which Chrome waits a minute.
 */
export class LiveSockets {
  readonly #open = new Set<WebSocket>();
  readonly WebSocket: typeof WebSocket;

  constructor(options: LiveSocketOptions) {
    const live = this.#open;
    this.WebSocket = class LiveSocket extends WebSocket {
      #isOver = false;
      readonly #heartbeat: Heartbeat;
      readonly #openTimer: ReturnType<typeof setTimeout>;
      readonly #stopWatching: () => void;

      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.#heartbeat = new Heartbeat(options.heartbeat, {
          ask: () => this.send('PING'),
          onSilence: () => this.close(),
        });
        this.#openTimer = setTimeout(() => this.close(), options.openMs);
        this.#stopWatching = options.watchForReturn(() => this.#onReturn());
        this.addEventListener('open', () => this.#onOpen());
        this.addEventListener('message', () => this.#heartbeat.heard());
        this.addEventListener('error', (event) => this.#tellOnce(event));
        this.addEventListener('close', (event) => this.#onClose(event));
      }

      /** Whoever listens hears of it in a moment, whatever the other end does. */
      override close(code?: number, reason?: string): void {
        const { readyState } = this;
        super.close(code, reason);
        if (readyState === WebSocket.CONNECTING) queueMicrotask(() => this.#tell('error'));
        if (readyState !== WebSocket.CLOSED) queueMicrotask(() => this.#tell('close'));
      }

      #tell(type: 'error' | 'close'): void {
        if (!this.#isOver) this.dispatchEvent(new Event(type));
      }

      #onOpen(): void {
        clearTimeout(this.#openTimer);
        this.#heartbeat.heard();
        live.add(this);
      }

      /** The browser's own news of what has been told already. */
      #tellOnce(event: Event): void {
        if (this.#isOver) event.stopImmediatePropagation();
      }

      #onClose(event: Event): void {
        this.#tellOnce(event);
        this.#isOver = true;
        clearTimeout(this.#openTimer);
        this.#heartbeat.stop();
        this.#stopWatching();
        live.delete(this);
      }

      #onReturn(): void {
        if (this.readyState === WebSocket.OPEN) this.#heartbeat.check();
        if (this.readyState !== WebSocket.CONNECTING) return;
        options.onHurry();
        this.close();
      }
    };
  }

  /** Is one there? */
  isAnyOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Has tRPC open a second one and move the subscriptions there, before it closes the first. */
  replace(): void {
    for (const socket of this.#open)
      socket.dispatchEvent(new MessageEvent('message', { data: reconnectNotification }));
  }
}
