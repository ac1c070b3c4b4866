import type { WebSocket } from 'ws';
import type { Frame, RequestId } from '#realtime/frame.ts';
import type { Sink } from '#realtime/sink.ts';

/** A socket that has this much unsent gets no more frames until it has drained. */
const maxBufferedBytes = 256 * 1024;
const drainPollMs = 50;

/** One tab's socket, as the subscriptions on it see it. */
export class SocketConnection {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
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
    this.#socket.send(frame.for(requestId), { binary: false });
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
