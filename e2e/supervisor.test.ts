import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import getPort from 'get-port';
import { childPid, startProduct } from './product.ts';

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('when the supervisor is killed nothing of it stays behind, not even the database', async () => {
  const product = await startProduct({
    port: await getPort(),
    logFile: 'test-results/supervisor.log',
  });
  const scripts = ['server.ts', 'workers/parse.ts', 'workers/ingest.ts', 'workers/answer.ts'];
  const pids = await Promise.all(scripts.map((script) => childPid(product.pid, script)));
  const databaseLock = join(product.dataDir, 'postgres', 'postmaster.pid');
  expect(existsSync(databaseLock)).toBe(true);
  process.kill(product.pid, 'SIGKILL');
  await expect.poll(() => pids.filter(isRunning)).toEqual([]);
  await expect.poll(() => existsSync(databaseLock)).toBe(false);
  await product.stop();
});
