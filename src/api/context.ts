import type { Hub } from '#realtime/hub.ts';
import type { SocketConnection } from '#api/socketConnection.ts';
import type { Caller, ServiceContext } from '#services/context.ts';

/** What a procedure is called with. */
export type ApiContext = {
  services: ServiceContext;
  hub: Hub;
  /** Null without a valid token. */
  caller: Caller | null;
  /** The WebSocket that the call came over; null over HTTP. */
  connection: SocketConnection | null;
};

/** Who holds a token, and until when. */
export type Session = { caller: Caller; sessionId: string; expiresAt: Date };

/** @throws when the token is not good; the message may be shown */
export type Authenticate = (token: string) => Promise<Session>;
