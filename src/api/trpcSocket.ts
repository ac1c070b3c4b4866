import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import { policyViolation } from '#api/closeCodes.ts';
import type { ApiContext } from '#api/context.ts';

/** A socket as tRPC's adapter sees it: everything but what is about subscriptions, which never gets here. */
export class TrpcSocket extends EventEmitter {
  readonly socket: WebSocket;
  /** Resolves once the socket has authenticated; null until it tries. */
  context: Promise<ApiContext> | null = null;

  constructor(socket: WebSocket) {
    super();
    this.socket = socket;
  }

  get readyState(): WebSocket['readyState'] {
    return this.socket.readyState;
  }

  send(data: string): void {
    if (this.readyState === WebSocket.OPEN) this.socket.send(data);
  }

  /** tRPC closes a socket whose first message it cannot read; who has shown no token is told so. */
  close(): void {
    if (this.context) this.socket.close();
    else this.socket.close(policyViolation, 'no token');
  }

  /** For tRPC's types; it uses no more of a socket than what is here. */
  asWebSocket(): WebSocket {
    // oxlint-disable-next-line parley/no-cast -- the adapter asks for all of `ws`'s class
    return this as unknown as WebSocket;
  }
}
