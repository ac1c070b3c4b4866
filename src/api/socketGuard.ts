import type { WebSocket } from 'ws';
import type { Limits } from '#api/limits.ts';
import { tryAgainLater } from '#api/closeCodes.ts';
import { TokenBucket } from '#api/tokenBuckets.ts';

/** Beats without a word from the client, after which it is asked for one. */
const beatsUntilPing = 3;

/** What is asked of every socket: not to flood, to read its answers, and to be heard of. */
export class SocketGuard {
  readonly #socket: WebSocket;
  readonly #limits: Limits;
  readonly #messages: TokenBucket;
  #quietBeats = 0;

  constructor(socket: WebSocket, limits: Limits) {
    this.#socket = socket;
    this.#limits = limits;
    this.#messages = new TokenBucket(limits.socketMessages, performance.now());
  }

  /** A message has come. False when it is one too many, or comes while the socket is being closed. */
  admit(): boolean {
    this.#quietBeats = 0;
    if (this.#socket.readyState !== this.#socket.OPEN) return false;
    const { socketMessages, unreadBytes } = this.#limits;
    if (this.#messages.take(socketMessages, performance.now()) > 0)
      this.#socket.close(tryAgainLater, 'too many messages');
    else if (this.#socket.bufferedAmount > unreadBytes)
      this.#socket.close(tryAgainLater, 'the answers are not read');
    else return true;
    return false;
  }

  /**
   * To be called at every beat of the process, for all sockets by one timer: a client that has been quiet
   * for three is sent tRPC's PING, and one that does not answer by the next is gone.
   */
  beat(): void {
    this.#quietBeats += 1;
    if (this.#quietBeats > beatsUntilPing) this.#socket.terminate();
    else if (this.#quietBeats === beatsUntilPing && this.#socket.readyState === this.#socket.OPEN)
      this.#socket.send('PING');
  }
}
