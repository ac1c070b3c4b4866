import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#db/client.ts';
import { startEmbeddedPostgres } from '#db/embeddedPostgres.ts';
import { migrateDatabase } from '#db/migrate.ts';

/** Vitest's global set-up: one throw-away PostgreSQL for all files, with a migrated template to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const server = await startEmbeddedPostgres({ dataDir, port: await getPort(), durable: false });
  const template = new URL(server.url);
  template.pathname = '/parley_template';
  {
    await using admin = openDatabase(server.url, { max: 1 });
    await admin.sql`create database parley_template`;
  }
  await migrateDatabase(template.href);
  project.provide('databaseUrl', server.url);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
