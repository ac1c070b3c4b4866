import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { migrateDatabase } from '#db/migrate.ts';
import { readEnv } from '#env.ts';
import { type Child, keepRunning } from './childProcess.ts';
import { lockDataDir } from './instanceLock.ts';
import { buildWhenStale } from './nextBuild.ts';

const root = join(import.meta.dirname, '..');
const patienceMs = 10_000;
const workers = ['parse', 'ingest', 'answer'];

/** In development: what runs on the server. Pages and components are Next's to reload. */
const restartOnChange = [
  ...['api', 'contract', 'db', 'domain', 'events', 'http', 'identity', 'jobs', 'realtime']
    .concat('services', 'shared')
    .map((folder) => `--watch-path=src/${folder}`),
  '--watch-preserve-output',
];

const say = (line: string) => process.stdout.write(`${line}\n`);
const onRestart = (name: string, how: string) => say(`${name} ended (${how}); starting it again`);

const env = readEnv();
const isDevelopment = process.argv.includes('--dev');
const children: Child[] = [];
let isStopping = false;

/** Starts everything in order: database, schema, build, then the API and the workers side by side. */
async function start(): Promise<void> {
  await assertPortIsFree(env.PORT, env.HOST);
  const databaseUrl = env.DATABASE_URL ?? (await startDatabase());
  await migrateDatabase(env.DATABASE_LISTEN_URL ?? databaseUrl).catch((cause: unknown) => {
    const variable =
      env.DATABASE_URL === env.DATABASE_LISTEN_URL ? 'DATABASE_URL' : 'DATABASE_LISTEN_URL';
    throw new Error(`${variable}: the database cannot be used (${messageOf(cause)})`, { cause });
  });
  if (!isDevelopment)
    await buildWhenStale(root, () => say('Building the web app (first start, or after a change)…'));
  if (isStopping) return;

  const childEnv = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    DATA_DIR: resolve(env.DATA_DIR),
    NODE_ENV: isDevelopment ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  } as const;
  const watch = isDevelopment ? restartOnChange : [];
  children.push(
    keepRunning({ name: 'server', args: [...watch, 'server.ts'], env: childEnv, onRestart }),
  );
  for (const name of workers)
    children.push(
      keepRunning({ name, args: [...watch, `workers/${name}.ts`], env: childEnv, onRestart }),
    );
  await untilReady();
  if (isStopping) return;
  say(`\nParley is ready: ${env.PUBLIC_ORIGIN}\n`);
}

/** The embedded PostgreSQL, on a port of its own choice that it keeps over restarts. */
async function startDatabase(): Promise<string> {
  const ready = Promise.withResolvers<string>();
  const port = await findFreePort();
  const database = keepRunning({
    name: 'database',
    args: ['workers/database.ts', resolve(env.DATA_DIR), String(port)],
    env: process.env,
    detached: true,
    onRestart(name, how) {
      ready.reject(new Error(`PostgreSQL could not be started (${how}).`));
      onRestart(name, how);
    },
    onMessage: (message) => ready.resolve(z.object({ url: z.string() }).parse(message).url),
  });
  children.push(database);
  return ready.promise;
}

async function findFreePort(): Promise<number> {
  for (;;) {
    // Below the range that operating systems hand out, so that nothing else gets it while PostgreSQL restarts.
    const port = randomInt(20_000, 32_000);
    const isFree = await assertPortIsFree(port, '127.0.0.1').then(
      () => true,
      () => false,
    );
    if (isFree) return port;
  }
}

async function assertPortIsFree(port: number, host: string): Promise<void> {
  const probe = createServer();
  probe.listen(port, host);
  await once(probe, 'listening').catch((cause: unknown) => {
    throw new Error(`Port ${port} on ${host} is taken. Set PORT to another.`, { cause });
  });
  probe.close();
  await once(probe, 'close');
}

async function untilReady(): Promise<void> {
  const host = env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST;
  while (!isStopping) {
    const response = await fetch(`http://${host}:${env.PORT}/readyz`).catch(() => null);
    if (response?.ok) return;
    await delay(100);
  }
}

/** Those who use the database first, the database last. */
async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  const database = env.DATABASE_URL ? undefined : children.shift();
  await Promise.all(children.map((child) => child.stop(patienceMs)));
  await database?.stop(patienceMs);
  await lock[Symbol.asyncDispose]();
  process.exit(exitCode);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const fail = (error: unknown) => {
  say(messageOf(error));
  return stop(1);
};

process.chdir(root);
const lock = await lockDataDir(resolve(env.DATA_DIR)).catch((error: unknown) => {
  say(messageOf(error));
  return process.exit(1);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stop(0));
start().catch(fail);
