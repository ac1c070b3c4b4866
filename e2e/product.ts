import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The whole product, as `npm start` runs it, with data of its own. */
export type Product = {
  url: string;
  /** Of the supervisor; its children are the server and the workers. */
  pid: number;
  dataDir: string;
  /** Stops it as Ctrl-C does and removes its data. */
  stop: () => Promise<void>;
};

/** Settings that a developer's shell may hold and that must not reach the tests. */
const unset = Object.fromEntries(
  (
    'DATABASE_URL DATABASE_LISTEN_URL SUPABASE_URL SUPABASE_ANON_KEY SUPABASE_SERVICE_ROLE_KEY SUPABASE_JWT_SECRET ' +
    'LLM_BASE_URL EMBEDDING_BASE_URL PUBLIC_ORIGIN TRUST_PROXY ALLOWED_ORIGINS MAX_UPLOAD_MB EVENT_RETENTION_HOURS ' +
    'ALLOWED_PRIVATE_HOSTS'
  )
    .split(' ')
    .map((name) => [name, '']),
);

/** What the product's processes are started with: production, and nothing of the developer's shell. */
export function productEnv({
  port,
  dataDir,
  env,
}: {
  port: number;
  dataDir: string;
  env?: Record<string, string>;
}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    ...unset,
    PORT: String(port),
    DATA_DIR: dataDir,
    ...env,
  };
}

/**
 * Starts the product and waits until it is ready.
 * @throws Error with the end of its log when it ends early or is not ready within `readyWithinMs`
 */
export async function startProduct(options: {
  port: number;
  logFile: string;
  env?: Record<string, string>;
  readyWithinMs?: number;
}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-e2e-'));
  mkdirSync(dirname(options.logFile), { recursive: true });
  const supervisor = spawn(process.execPath, ['workers/supervisor.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: productEnv({ ...options, dataDir }),
  });
  const log = createWriteStream(options.logFile);
  supervisor.stdout.pipe(log, { end: false });
  supervisor.stderr.pipe(log, { end: false });
  const stop = async () => {
    await stopProcess(supervisor);
    log.end();
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = `http://localhost:${options.port}`;
  const failure = await waitUntilReady(url, supervisor, options.readyWithinMs ?? 180_000);
  if (failure !== null) {
    await stop();
    const lines = readFileSync(options.logFile, 'utf8').split('\n').slice(-40).join('\n');
    throw new Error(`Parley ${failure}. The end of its log:\n${lines}`);
  }
  return { url, pid: supervisor.pid ?? 0, dataDir, stop };
}

/** The supervisor’s process that runs `script`. Waits through the moment in which the supervisor starts the process again. */
export async function childPid(supervisor: number, script: string): Promise<number> {
  for (;;) {
    const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(supervisor)], {
      encoding: 'utf8',
    });
    const line = children.split('\n').find((each) => each.endsWith(script));
    if (line) return Number(line.trim().split(' ')[0]);
    await delay(50);
  }
}

/** Null when it is ready, else what happened instead. */
async function waitUntilReady(
  url: string,
  supervisor: ChildProcess,
  withinMs: number,
): Promise<string | null> {
  const deadline = Date.now() + withinMs;
  let answer = 'no answer';
  while (Date.now() < deadline) {
    if (hasEnded(supervisor)) return `ended with exit code ${supervisor.exitCode}`;
    const response = await fetch(`${url}/readyz`).catch(() => null);
    if (response?.ok) return null;
    if (response) answer = `${response.status} ${await response.text()}`;
    await delay(100);
  }
  return `was not ready within ${withinMs / 1000} s (${answer})`;
}

async function stopProcess(supervisor: ChildProcess): Promise<void> {
  if (hasEnded(supervisor)) return;
  const ended = once(supervisor, 'exit');
  supervisor.kill('SIGINT');
  const killer = setTimeout(() => supervisor.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(killer);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
