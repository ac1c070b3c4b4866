import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Frame, RequestId } from '#realtime/frame.ts';
import type { Sink } from '#realtime/sink.ts';

/** A socket that has this much unsent gets no more frames until it has drained. */
const maxBufferedBytes = 256 * 1024;
const drainPollMs = 50;

/** One tab's socket, as the subscriptions on it see it. */
export class SocketConnection {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;

  /** @param stream what `socket` was made from by the upgrade */
  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  /** An answer for this socket alone. */
  respond(response: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(response));
  }

  sinkFor(requestId: RequestId): Sink {
    return new SocketSink(this, requestId);
  }

  send(frame: Frame, requestId: RequestId): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    // Past `ws`, which would make the same header for every socket anew and write it apart. It writes its own
    // frames whole and at once, for nothing is compressed, so that this one comes between two of them.
    this.#stream.write(frame.for(requestId));
  }

  isCongested(): boolean {
    return (
      this.#socket.readyState === this.#socket.OPEN &&
      this.#socket.bufferedAmount > maxBufferedBytes
    );
  }

  /** `ws` tells nobody when its buffer empties, so a congested socket is looked at until it has. */
  async drained(): Promise<void> {
    if (!this.isCongested()) return;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (this.isCongested()) return;
        clearInterval(timer);
        resolve();
      }, drainPollMs);
    });
  }
}

/** One subscription's place on the socket. */
class SocketSink implements Sink {
  readonly #connection: SocketConnection;
  readonly #requestId: RequestId;

  constructor(connection: SocketConnection, requestId: RequestId) {
    this.#connection = connection;
    this.#requestId = requestId;
  }

  send(frame: Frame): void {
    this.#connection.send(frame, this.#requestId);
  }

  isCongested(): boolean {
    return this.#connection.isCongested();
  }

  drained(): Promise<void> {
    return this.#connection.drained();
  }
}
