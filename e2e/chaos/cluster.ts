import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';
import postgres, { type Sql } from 'postgres';
import { must } from '#shared/must.ts';
import { type Proxy, startProxy } from './proxy.ts';
import { readDatabaseUrl, readPostmaster } from '../embeddedDatabase.ts';
import { childPid, productEnv, startProduct } from '../product.ts';

/** The product with a second API process, both behind one bad network. */
export type Cluster = {
  /** Through the proxy, to either API process. */
  url: string;
  proxy: Proxy;
  /** Straight to the database, for a look at the truth. */
  sql: Sql;
  /** The process that does this part of the work now. */
  pidOf: (part: ClusterPart) => Promise<number>;
  isReady: (server: 'server' | 'second server') => Promise<boolean>;
  stop: () => Promise<void>;
};

export type ClusterPart = 'server' | 'second server' | 'parse' | 'ingest' | 'answer' | 'postgres';

export async function startCluster(options: {
  logFile: string;
  env?: Record<string, string>;
}): Promise<Cluster> {
  const [port, firstPort, secondPort] = [await getPort(), await getPort(), await getPort()];
  const url = `http://localhost:${port}`;
  const proxy = await startProxy(port, [firstPort, secondPort]);
  const env = { ...options.env, PUBLIC_ORIGIN: url };
  const product = await startProduct({ port: firstPort, logFile: options.logFile, env });
  const databaseUrl = await readDatabaseUrl(product.dataDir);
  const second = keepServing({
    port: secondPort,
    logFile: `${options.logFile}.second`,
    env: {
      ...productEnv({ port: secondPort, dataDir: product.dataDir, env }),
      DATABASE_URL: databaseUrl,
    },
  });
  await second.ready;
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  return {
    url,
    proxy,
    sql,
    async pidOf(part) {
      if (part === 'second server') return second.pid();
      if (part === 'postgres') return Number((await readPostmaster(product.dataDir))[0]);
      return childPid(product.pid, part === 'server' ? 'server.ts' : `workers/${part}.ts`);
    },
    isReady: (server) =>
      isReady(`http://localhost:${server === 'server' ? firstPort : secondPort}`),
    async stop() {
      await second.stop();
      await product.stop();
      await sql.end({ timeout: 1 });
      await proxy.close();
    },
  };
}

/** One more API process, started again whenever it ends, as a process manager does. */
function keepServing(options: { port: number; logFile: string; env: NodeJS.ProcessEnv }) {
  const log = createWriteStream(options.logFile);
  let isStopping = false;
  let current: ChildProcess;
  const running = (async () => {
    while (!isStopping) {
      current = spawn(process.execPath, ['server.ts'], {
        env: options.env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      current.stdout?.pipe(log, { end: false });
      current.stderr?.pipe(log, { end: false });
      await once(current, 'exit');
      await delay(100);
    }
    log.end();
  })();
  return {
    ready: untilReady(`http://localhost:${options.port}`),
    pid: () => must(current.pid, 'a running process'),
    async stop() {
      isStopping = true;
      current.kill('SIGTERM');
      await running;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`).catch(() => null);
  return response?.ok ?? false;
}

async function untilReady(url: string): Promise<void> {
  while (!(await isReady(url))) await delay(100);
}
