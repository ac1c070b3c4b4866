import { createServer } from 'node:http';
import { createTRPCClient, createWSClient, httpLink, splitLink, wsLink } from '@trpc/client';
import { z } from 'zod';
import type { Authenticate, Session } from '#api/context.ts';
import { createHttpHandler } from '#api/httpHandler.ts';
import { createCallLimit, defaultLimits, type Limits } from '#api/limits.ts';
import type { AppRouter } from '#api/root.ts';
import { createWebSocketServer } from '#api/webSocketServer.ts';
import { createHub } from '#realtime/createHub.ts';
import { listenForBell } from '#realtime/listener.ts';
import type { CallContext } from '#services/context.ts';
import { type PresenceTimes, PresenceTracker } from '#services/presence/trackPresence.ts';
import type { TestServices } from '#services/testContext.ts';
import { uuidv7 } from '#shared/uuid.ts';

const allowedOrigin = 'http://parley.test';

/** tokens of a test: who holds one, and until when. */
export class TestTokens {
  readonly #sessions = new Map<string, Session>();
  isDown = false;

  issue({ caller }: CallContext, lifeMs = 3_600_000): { token: string; sessionId: string } {
    const session = { caller, sessionId: uuidv7(), expiresAt: new Date(Date.now() + lifeMs) };
    const token = uuidv7();
    this.#sessions.set(token, session);
    return { token, sessionId: session.sessionId };
  }

  authenticate = async (token: string): Promise<Session | { refusal: string }> => {
    if (this.isDown) throw new Error('the database is away');
    return this.#sessions.get(token) ?? { refusal: 'unknown token' };
  };
}

/** One API process over real sockets, without Next; several may share a database. */
export async function startTestServer(
  services: TestServices,
  tokens: { authenticate: Authenticate },
  {
    limits = defaultLimits,
    ...options
  }: {
    authenticationMs?: number;
    beatMs?: number;
    limits?: Limits;
    presenceTimes?: Partial<PresenceTimes>;
  } = {},
) {
  const { sql, url: listenUrl } = services.database;
  const hub = createHub(sql, () => {});
  const callLimit = createCallLimit(limits);
  const presence = new PresenceTracker(services, options.presenceTimes);
  const sockets = createWebSocketServer({
    services,
    hub,
    callLimit,
    presence,
    limits,
    authenticate: tokens.authenticate,
    allowedOrigins: [allowedOrigin],
    ...options,
  });
  const listening = Promise.withResolvers<void>();
  const listener = listenForBell(
    { listenUrl, sql },
    {
      onScopes: (scopes) => hub.notice(scopes),
      onActivity: (room, activity) => hub.sendActivity(room, activity),
      onEndedSessions: (ids) => sockets.registry.closeSessions(ids),
      onListening: () => {
        hub.notice();
        listening.resolve();
      },
      onError: () => {},
    },
  );
  await listening.promise;
  const poll = setInterval(() => hub.notice(), 1_000);
  const serve = createHttpHandler({
    services,
    hub,
    callLimit,
    presence,
    authenticate: tokens.authenticate,
  });
  const server = createServer(serve);
  server.on('upgrade', (request, stream, head) => sockets.handleUpgrade(request, stream, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    hub,
    presence,
    sockets,
    httpUrl: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}/ws`,
    async [Symbol.asyncDispose]() {
      clearInterval(poll);
      sockets.close();
      server.closeAllConnections();
      server.close();
      await listener.stop();
      await presence.stop();
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** The unmodified tRPC client. */
export function connectClient({ httpUrl, wsUrl }: TestServer, token: string) {
  const socket = createWSClient({
    url: wsUrl,
    connectionParams: { token },
    lazy: { enabled: true, closeMs: 0 },
    retryDelayMs: () => 50,
  });
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: wsLink({ client: socket }),
        false: httpLink({
          url: `${httpUrl}/api/trpc`,
          headers: { authorization: `Bearer ${token}` },
        }),
      }),
    ],
  });
  return { client, socket, [Symbol.asyncDispose]: () => socket.close() };
}
