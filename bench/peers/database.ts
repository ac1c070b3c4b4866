import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { startEmbeddedPostgres } from '#db/embeddedPostgres.ts';
import { migrateDatabase } from '#db/migrate.ts';

/** A PostgreSQL of the benchmark's own, durable as `npm start` runs it. */
export async function openBenchDatabase() {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const embedded = await startEmbeddedPostgres({ dataDir, port: await getPort(), durable: true });
  await migrateDatabase(embedded.url);
  return {
    dataDir,
    url: embedded.url,
    async [Symbol.asyncDispose]() {
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
