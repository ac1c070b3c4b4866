import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import next from 'next';
import type { Authenticate } from '#api/context.ts';
import { createHttpHandler, trpcPath } from '#api/httpHandler.ts';
import { createCallLimit } from '#api/limits.ts';
import { createWebSocketServer } from '#api/webSocketServer.ts';
import { openDatabase } from '#db/client.ts';
import { findMissingMigration } from '#db/migrationState.ts';
import { readSecret } from '#db/readSecret.ts';
import { findUnusedSettings, readEnv } from '#env.ts';
import { pruneEvents } from '#events/prune.ts';
import { chatPath, createChatPageHandler } from '#http/chatPage.ts';
import { createEmbedHandler, embedPath } from '#http/embed.ts';
import { createFilesHandler, filesPath } from '#http/files.ts';
import { createReadyzHandler, serveHealthz } from '#http/health.ts';
import { createLineWebhookHandler, lineWebhookPath } from '#http/line.ts';
import { createMetricsHandler } from '#http/metrics.ts';
import { createPdfjsHandler, pdfjsPath } from '#http/pdfjs.ts';
import { createSecurityHeaders } from '#http/securityHeaders.ts';
import { createIdentityService, identityPath } from '#identity/createIdentityService.ts';
import { createTokenVerifier, InvalidTokenError } from '#identity/verifyToken.ts';
import { createHub } from '#realtime/createHub.ts';
import { listenForBell } from '#realtime/listener.ts';
import { listAllowedOrigins } from '#services/chat/listAllowedOrigins.ts';
import { createServiceContext } from '#services/createServiceContext.ts';
import { countJobs } from '#services/jobs/countJobs.ts';
import { pruneFiles } from '#services/files/pruneFiles.ts';
import { pruneJobs } from '#services/jobs/pruneJobs.ts';
import { pruneRuns } from '#services/runs/pruneRuns.ts';
import { pruneLine } from '#services/line/pruneLine.ts';
import { workOnLine } from '#services/line/workOnLine.ts';
import { wakeSnoozed } from '#services/live/snoozeConversation.ts';
import { pruneNotifications } from '#services/notifications/pruneNotifications.ts';
import { pruneEmbeddings } from '#services/search/pruneEmbeddings.ts';
import { PresenceTracker } from '#services/presence/trackPresence.ts';
import { keepProfiles } from '#services/profiles/keepProfiles.ts';
import { logCrashes, logger } from '#shared/logger.ts';
import { must } from '#shared/must.ts';

/** Behind the doorbell: finds what a crash between a commit and its ring has left unsaid. */
const eventPollMs = 1_000;
const sessionPollMs = 500;
const pruneMs = 10 * 60_000;
const snoozePollMs = 5_000;
const pruneFilesMs = 60 * 60_000;
const drainMs = 8_000;

logCrashes();
const env = readEnv();
for (const sentence of findUnusedSettings(env)) logger.warn(sentence);
const databaseUrl = must(env.DATABASE_URL, 'DATABASE_URL, which `npm start` sets');
const listenUrl = env.DATABASE_LISTEN_URL ?? databaseUrl;
const reportAs = (message: string) => (error: unknown) => logger.warn({ err: error }, message);

const database = openDatabase(databaseUrl, {
  prepare: listenUrl === databaseUrl,
  applicationName: 'parley-api',
});
const { db, sql } = database;
const services = await createServiceContext(database, env);

const issuer = `${env.PUBLIC_ORIGIN}${identityPath}`;
const verifier = createTokenVerifier({
  db,
  supabaseUrl: env.SUPABASE_URL,
  supabaseJwtSecret: env.SUPABASE_JWT_SECRET,
});
const keepProfile = keepProfiles(services);
const authenticate: Authenticate = async (token) => {
  try {
    const { userId, email, displayName, isAnonymous, ...session } = await verifier.verify(token);
    const caller = { id: userId, email, displayName, isAnonymous };
    await keepProfile(caller);
    return { ...session, caller };
  } catch (error) {
    if (error instanceof InvalidTokenError) return { refusal: error.reason };
    throw error;
  }
};

const hub = createHub(sql, reportAs('the event log could not be read'));
const callLimit = createCallLimit();
const presence = new PresenceTracker(services);
const sockets = createWebSocketServer({
  services,
  hub,
  callLimit,
  presence,
  authenticate,
  allowedOrigins: env.origins,
});
const stopping = new AbortController();
const line = workOnLine(services, { stopping: stopping.signal });
const listener = listenForBell(
  { listenUrl, sql },
  {
    onScopes: (scopes) => hub.notice(scopes),
    onActivity: (room, activity) => hub.sendActivity(room, activity),
    onEndedSessions: (sessionIds) => sockets.registry.closeSessions(sessionIds),
    onLineWork: line.wake,
    onListening: () => {
      hub.notice();
      line.wake();
    },
    onError: reportAs('the doorbell cannot be heard'),
  },
);
const timers = [
  setInterval(() => {
    pruneEvents(sql, env.EVENT_RETENTION_HOURS).catch(
      reportAs('the event log could not be pruned'),
    );
    pruneJobs(services).catch(reportAs('finished jobs could not be pruned'));
    pruneRuns(services).catch(reportAs('what old work took could not be forgotten'));
    pruneEmbeddings(services).catch(reportAs('vectors of former models could not be forgotten'));
    pruneNotifications(services).catch(reportAs('old notifications could not be pruned'));
    pruneLine(services).catch(reportAs('what LINE has sent could not be forgotten'));
  }, pruneMs),
  setInterval(() => {
    pruneFiles(services, new Date()).catch(reportAs('files of no document could not be removed'));
  }, pruneFilesMs),
  setInterval(() => {
    wakeSnoozed(services).catch(reportAs('snoozed conversations could not be woken'));
  }, snoozePollMs),
  setInterval(() => hub.notice(), eventPollMs),
  setInterval(() => {
    verifier
      .findEndedSessions(sockets.registry.sessionIds())
      .then((ended) => sockets.registry.closeSessions(ended))
      .catch(reportAs('ended sessions could not be looked up'));
  }, sessionPollMs),
];

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const app = next({ dev: env.isDevelopment, hostname: env.HOST, port: env.PORT });
await app.prepare();
const identity = env.SUPABASE_URL
  ? null
  : createIdentityService({
      db,
      issuer,
      verifier,
      refreshSecret: await readSecret(sql, 'refresh_tokens'),
      now: () => new Date(),
      trustedProxies: env.TRUST_PROXY,
      allowedOrigins: env.origins,
      onSessionsEnded: (sessionIds) => {
        sockets.registry.closeSessions(sessionIds);
        services.doorbell.endSessions(sessionIds);
      },
    });
if (identity)
  timers.push(
    setInterval(() => {
      identity.prune().catch(reportAs('old sessions and sign-in attempts could not be forgotten'));
    }, pruneMs),
  );
const pages: Handler = app.getRequestHandler();
const handlers: [path: string, handler: Handler][] = [
  [trpcPath, createHttpHandler({ services, hub, callLimit, presence, authenticate })],
  [filesPath, createFilesHandler(services)],
  [lineWebhookPath, createLineWebhookHandler(services)],
  ...(identity ? [[`${identityPath}/`, identity.handle] satisfies [string, Handler]] : []),
  // Not Next's, which in development prints the addresses that it is asked for, token and all.
  ['/ws', (_request, response) => void response.writeHead(426).end()],
  ['/healthz', serveHealthz],
  [
    '/readyz',
    createReadyzHandler([
      { name: 'database', check: () => sql`select 1`.then(() => null) },
      { name: 'bridge', check: async () => (listener.isListening() ? null : 'not listening') },
      {
        name: 'migrations',
        check: async () => {
          const missing = await findMissingMigration(sql);
          return missing && `${missing} has not run`;
        },
      },
    ]),
  ],
  [
    '/metrics',
    createMetricsHandler({
      sockets: sockets.clientCount,
      bufferedBytes: sockets.bufferedBytes,
      jobs: () => countJobs(db),
    }),
  ],
  [embedPath, createEmbedHandler()],
  [pdfjsPath, createPdfjsHandler()],
  [
    chatPath,
    createChatPageHandler({ findOrigins: (key) => listAllowedOrigins(db, key), handle: pages }),
  ],
  ['/', pages],
];

const secure = createSecurityHeaders({
  publicOrigin: env.PUBLIC_ORIGIN,
  origins: env.origins,
  supabaseUrl: env.SUPABASE_URL,
  isDevelopment: env.isDevelopment,
});
const server = createServer((request, response) => {
  secure(request, response);
  const path = request.url ?? '/';
  const [, handle] = must(
    handlers.find(([prefix]) => isUnder(path, prefix)),
    'a handler for every path',
  );
  Promise.resolve(handle(request, response)).catch((error: unknown) => {
    logger.error({ err: error, path: path.split('?', 1)[0] }, 'a request failed');
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end();
  });
});
/** `/ws` and `/ws?token=…`, not `/wsx`; a prefix that ends with a slash has all below it. */
function isUnder(path: string, prefix: string): boolean {
  if (!path.startsWith(prefix)) return false;
  return prefix.endsWith('/') || /^([/?]|$)/.test(path.slice(prefix.length));
}
const upgradeNext = app.getUpgradeHandler();
server.on('upgrade', (request, stream, head) => {
  const isOurs = /^\/ws\/?(\?|$)/.test(request.url ?? '');
  if (isOurs) sockets.handleUpgrade(request, stream, head);
  else upgradeNext(request, stream, head).catch(() => stream.destroy());
});
server.listen(env.PORT, env.HOST, () => logger.info({ origin: env.PUBLIC_ORIGIN }, 'listening'));

/** No new connections, every client asked to go elsewhere, what is under way finished. */
let isStopping = false;
const stop = async () => {
  if (isStopping) return;
  isStopping = true;
  stopping.abort();
  for (const timer of timers) clearInterval(timer);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  sockets.sendAway();
  // Time enough for a client on a slow machine to open its next socket first.
  setTimeout(() => sockets.close(), drainMs / 2);
  setTimeout(() => process.exit(0), drainMs).unref();
  server.closeIdleConnections();
  await Promise.all([closed, listener.stop(), presence.stop(), line.done]);
  await database.close();
  process.exit(0);
};
// `disconnect`: the supervisor is gone, however it ended.
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
  process.once(signal, () => void stop());
