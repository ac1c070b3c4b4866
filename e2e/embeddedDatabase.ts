import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Process id, data directory, start time, port, … one a line. */
export async function readPostmaster(dataDir: string): Promise<string[]> {
  for (;;) {
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (lines.length > 7) return lines;
    await delay(50);
  }
}

/** Of the PostgreSQL that the product started, for a look at the truth or a fault. */
export async function readDatabaseUrl(dataDir: string): Promise<string> {
  const password = (await readFile(join(dataDir, 'postgres-password'), 'utf8')).trim();
  const [, , , port] = await readPostmaster(dataDir);
  return `postgres://parley:${password}@127.0.0.1:${port}/postgres`;
}
