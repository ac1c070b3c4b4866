import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { TRPCError } from '@trpc/server';
import { getWSConnectionHandler } from '@trpc/server/adapters/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { connectSocket } from '#api/connectSocket.ts';
import type { ApiContext, ApiServices, Authenticate, Session } from '#api/context.ts';
import { defaultLimits, type Limits } from '#api/limits.ts';
import { appRouter } from '#api/root.ts';
import { policyViolation, tryAgainLater } from '#api/closeCodes.ts';
import { SocketRegistry } from '#api/socketRegistry.ts';
import { TrpcSocket } from '#api/trpcSocket.ts';
import { assert } from '#shared/assert.ts';
import { logger } from '#shared/logger.ts';

export type WebSocketServerOptions = ApiServices & {
  authenticate: Authenticate;
  allowedOrigins: readonly string[];
  /** A socket that has not authenticated by then is closed. */
  authenticationMs?: number;
  /** How often quiet sockets are looked for; one that is gone is noticed after four of these. */
  beatMs?: number;
  limits?: Limits;
};

const maxMessageBytes = 64 * 1024;

/** tRPC over WebSocket: the protocol is tRPC's own, live frames are the hub's (ADR 0004). */
export function createWebSocketServer(options: WebSocketServerOptions) {
  const { authenticationMs = 10_000, beatMs = 10_000, limits = defaultLimits } = options;
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });
  const registry = new SocketRegistry();
  const onError = (error: TRPCError, path: string | undefined) => {
    if (error.code === 'INTERNAL_SERVER_ERROR')
      logger.error({ err: error.cause, path }, 'a call failed');
  };

  const serve = getWSConnectionHandler({
    wss,
    router: appRouter,
    maxBatchSize: 50,
    async createContext({ req, res, info }): Promise<ApiContext> {
      assert(res instanceof TrpcSocket, 'tRPC has the sockets that it was given');
      res.context = open(res.socket, info.connectionParams?.token ?? tokenInUrl(req));
      return res.context;
    },
    onError: ({ error, path }) => onError(error, path),
  });

  const open = async (socket: WebSocket, token: string | undefined): Promise<ApiContext> => {
    const session = await authenticateOrClose(socket, token, options.authenticate);
    if (registry.countOf(session.caller.id) >= limits.socketsPerUser)
      refuse(socket, tryAgainLater, 'too many connections');
    registry.add(socket, session);
    const { services, hub, callLimit, presence } = options;
    return { services, hub, callLimit, presence, caller: session.caller, subscription: null };
  };

  const heartbeat = setInterval(() => registry.beat(), beatMs);
  const subscriptions = { maxPerSocket: limits.subscriptionsPerSocket, onError };
  const connect = (socket: WebSocket, stream: Duplex, request: IncomingMessage) => {
    registry.expect(socket, { authenticationMs, limits });
    connectSocket({ socket, stream, request }, { registry, subscriptions, serve });
  };

  return {
    registry,
    clientCount: () => wss.clients.size,
    /** What clients have not yet taken, over all sockets. */
    bufferedBytes: () => [...wss.clients].reduce((sum, socket) => sum + socket.bufferedAmount, 0),
    handleUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
      const { origin } = request.headers;
      if (origin !== undefined && !options.allowedOrigins.includes(origin)) {
        stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      wss.handleUpgrade(request, stream, head, (socket) => connect(socket, stream, request));
    },
    /** Asks every client to come back, to another process or to this one's successor. */
    sendAway(): void {
      const notification = JSON.stringify({ id: null, method: 'reconnect' });
      for (const socket of wss.clients)
        if (socket.readyState === socket.OPEN) socket.send(notification);
    },
    close(): void {
      clearInterval(heartbeat);
      for (const socket of wss.clients) socket.terminate();
      wss.close();
    },
  };
}

/** @throws TRPCError after closing the socket with the code that says why */
async function authenticateOrClose(
  socket: WebSocket,
  token: string | undefined,
  authenticate: Authenticate,
): Promise<Session> {
  if (!token) return refuse(socket, policyViolation, 'missing token');
  const session = await authenticate(token).catch((error: unknown) => {
    logger.error({ err: error }, 'a token could not be checked');
    return refuse(socket, tryAgainLater, 'the token cannot be checked now');
  });
  return 'refusal' in session ? refuse(socket, policyViolation, session.refusal) : session;
}

/** @throws TRPCError always, so that the socket gets no context */
function refuse(socket: WebSocket, closeCode: number, reason: string): never {
  socket.close(closeCode, reason.slice(0, 100));
  throw new TRPCError({ code: 'UNAUTHORIZED', message: reason });
}

function tokenInUrl(request: IncomingMessage): string | undefined {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  return searchParams.get('token') ?? undefined;
}
