import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { tooManyRequests } from '#api/errors.ts';
import type { Limits } from '#api/limits.ts';
import type { Frame, RequestId } from '#realtime/frame.ts';
import type { Sink } from '#realtime/sink.ts';

/** A socket that has this much unsent gets no more frames until it has drained. */
const maxBufferedBytes = 256 * 1024;
const drainPollMs = 50;

/** One tab's socket, as the subscriptions on it see it. */
export class SocketConnection {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #limits: Pick<Limits, 'subscriptionsPerSocket'>;
  #subscriptions = 0;

  /** @param stream what `socket` was made from by the upgrade */
  constructor(socket: WebSocket, stream: Duplex, limits: Pick<Limits, 'subscriptionsPerSocket'>) {
    this.#socket = socket;
    this.#stream = stream;
    this.#limits = limits;
  }

  /** @throws TRPCError TOO_MANY_REQUESTS when the socket has as many as it may */
  takeSubscription(): Disposable {
    if (this.#subscriptions >= this.#limits.subscriptionsPerSocket)
      throw tooManyRequests('Too many subscriptions on one connection');
    this.#subscriptions += 1;
    return { [Symbol.dispose]: () => (this.#subscriptions -= 1) };
  }

  sinkFor(requestId: RequestId): Sink {
    return {
      send: (frame) => this.#send(frame, requestId),
      isCongested: () => this.#isCongested(),
      drained: () => this.#drained(),
    };
  }

  #send(frame: Frame, requestId: RequestId): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    // Past `ws`, which would make the same header for every socket anew and write it apart. It writes its own
    // frames whole and at once, for nothing is compressed, so that this one comes between two of them.
    this.#stream.write(frame.for(requestId));
  }

  #isCongested(): boolean {
    return (
      this.#socket.readyState === this.#socket.OPEN &&
      this.#socket.bufferedAmount > maxBufferedBytes
    );
  }

  /** `ws` tells nobody when its buffer empties, so a congested socket is looked at until it has. */
  async #drained(): Promise<void> {
    if (!this.#isCongested()) return;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (this.#isCongested()) return;
        clearInterval(timer);
        resolve();
      }, drainPollMs);
    });
  }
}
