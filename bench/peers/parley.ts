import { createServer } from 'node:http';
import { createHttpHandler, trpcPath } from '#api/httpHandler.ts';
import { createCallLimit } from '#api/limits.ts';
import { createWebSocketServer } from '#api/webSocketServer.ts';
import { openDatabase } from '#db/client.ts';
import { readSecret } from '#db/readSecret.ts';
import { parseEnv } from '#env.ts';
import { createIdentityService, identityPath } from '#identity/createIdentityService.ts';
import { createTokenVerifier } from '#identity/verifyToken.ts';
import { createHub } from '#realtime/createHub.ts';
import { listenForBell } from '#realtime/listener.ts';
import { createServiceContext } from '#services/createServiceContext.ts';
import { PresenceTracker } from '#services/presence/trackPresence.ts';
import { databaseUrl, servePeer } from './peer.ts';
import { trustToken } from './trustedToken.ts';

/** `server.ts` without the pages: the product's own identity, procedures, hub and sockets. */
const env = parseEnv({ DATABASE_URL: databaseUrl(), DATA_DIR: process.env['DATA_DIR'] });
const database = openDatabase(databaseUrl(), { applicationName: 'parley-bench' });
const { db, sql } = database;
const services = await createServiceContext(database, env);
const issuer = `${env.PUBLIC_ORIGIN}${identityPath}`;
const verifier = createTokenVerifier({ db });
const verify = async (token: string) => {
  const { userId, email, displayName, isAnonymous, ...session } = await verifier.verify(token);
  return { ...session, caller: { id: userId, email, displayName, isAnonymous } };
};
/** Thousands of sign-ups would take longer than what is measured with those who have signed up. */
const authenticate = process.env['BENCH_TRUST'] ? trustToken : verify;
const hub = createHub(sql, console.error);
const shared = {
  services,
  hub,
  authenticate,
  callLimit: createCallLimit(),
  presence: new PresenceTracker(services),
};
const sockets = createWebSocketServer({ ...shared, allowedOrigins: env.origins });
listenForBell(
  { listenUrl: databaseUrl(), sql },
  {
    onScopes: (scopes) => hub.notice(scopes),
    onActivity: (room, activity) => hub.sendActivity(room, activity),
    onEndedSessions: () => {},
    onListening: () => hub.notice(),
    onError: console.error,
  },
);
setInterval(() => hub.notice(), 1_000);
const identity = createIdentityService({
  db,
  issuer,
  verifier,
  refreshSecret: await readSecret(sql, 'refresh_tokens'),
  now: () => new Date(),
  allowedOrigins: env.origins,
  onSessionsEnded: () => {},
  trustedProxies: env.TRUST_PROXY,
});
const serveProcedures = createHttpHandler(shared);
const server = createServer((request, response) => {
  if (request.url?.startsWith(trpcPath)) serveProcedures(request, response);
  else void identity.handle(request, response);
});
server.on('upgrade', (request, stream, head) => sockets.handleUpgrade(request, stream, head));
await servePeer(server);
