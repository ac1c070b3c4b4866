import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { TRPCError } from '@trpc/server';
import { getWSConnectionHandler, type Encoder } from '@trpc/server/adapters/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ApiContext, ApiServices, Authenticate, Session } from '#api/context.ts';
import { stampRequestIds } from '#api/requestId.ts';
import { defaultLimits, type Limits } from '#api/limits.ts';
import { limitMessages } from '#api/limitMessages.ts';
import { appRouter } from '#api/root.ts';
import { SocketConnection } from '#api/socketConnection.ts';
import { policyViolation, SocketRegistry, tryAgainLater } from '#api/socketRegistry.ts';
import { logger } from '#shared/logger.ts';
import { must } from '#shared/must.ts';

export type WebSocketServerOptions = ApiServices & {
  authenticate: Authenticate;
  allowedOrigins: readonly string[];
  /** A socket that has not authenticated by then is closed. */
  authenticationMs?: number;
  limits?: Limits;
};

const maxMessageBytes = 64 * 1024;

const encoder: Encoder = {
  encode: (data) => JSON.stringify(data),
  decode: (data) =>
    stampRequestIds(JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data))),
};

/** tRPC over WebSocket: the protocol is tRPC's own, live frames are the hub's (ADR 0004). */
export function createWebSocketServer(options: WebSocketServerOptions) {
  const { authenticationMs = 10_000, limits = defaultLimits } = options;
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });
  const registry = new SocketRegistry();
  const deadlines = new WeakMap<WebSocket, NodeJS.Timeout>();
  const streams = new WeakMap<WebSocket, Duplex>();

  const serve = getWSConnectionHandler({
    wss,
    router: appRouter,
    experimental_encoder: encoder,
    maxBatchSize: 50,
    keepAlive: { enabled: true, pingMs: 30_000, pongWaitMs: 10_000 },
    async createContext({ req, res: socket, info }): Promise<ApiContext> {
      const { services, hub, callLimit } = options;
      const token = info.connectionParams?.token ?? tokenInUrl(req);
      const session = await authenticateOrClose(socket, token, options.authenticate);
      clearTimeout(deadlines.get(socket));
      if (registry.countOf(session.caller.id) >= limits.socketsPerUser)
        refuse(socket, tryAgainLater, 'too many connections');
      registry.add(socket, session);
      const stream = must(streams.get(socket), 'the stream of the upgrade');
      const connection = new SocketConnection(socket, stream, limits);
      return { services, hub, callLimit, caller: session.caller, connection };
    },
    onError({ error, path }) {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        logger.error({ err: error.cause, path }, 'a call failed');
    },
  });

  wss.on('connection', (socket, request) => {
    const deadline = setTimeout(() => socket.close(policyViolation, 'no token'), authenticationMs);
    deadlines.set(socket, deadline);
    socket.once('close', () => clearTimeout(deadline));
    limitMessages(socket, limits);
    serve(socket, request);
  });

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
      wss.handleUpgrade(request, stream, head, (socket) => {
        streams.set(socket, stream);
        wss.emit('connection', socket, request);
      });
    },
    /** Asks every client to come back, to another process or to this one's successor. */
    sendAway(): void {
      const notification = JSON.stringify({ id: null, method: 'reconnect' });
      for (const socket of wss.clients)
        if (socket.readyState === socket.OPEN) socket.send(notification);
    },
    close(): void {
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
