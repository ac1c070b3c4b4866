import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import getPort from 'get-port';
import { createParleyClient } from '#client/client.ts';
import { startEmbeddedPostgres } from '#db/embeddedPostgres.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { startProduct } from '../e2e/product.ts';

/** The whole product over a database that the benchmark can reach as well, as a worker would. */
export async function startBenchProduct() {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const database = await startEmbeddedPostgres({ dataDir, port: await getPort(), durable: true });
  const product = await startProduct({
    port: await getPort(),
    logFile: join(dataDir, 'product.log'),
    env: { DATABASE_URL: database.url },
  });
  return {
    url: product.url,
    databaseUrl: database.url,
    async [Symbol.asyncDispose]() {
      await product.stop();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A person who has just signed up, with a workspace. */
export async function signUp(url: string) {
  const { auth } = createClient(url, 'parley', { auth: { persistSession: false } });
  const { data, error } = await auth.signUp({
    email: `${uuidv7()}@example.com`,
    password: uuidv7(),
  });
  if (error) throw error;
  const token = must(data.session, 'a session').access_token;
  const connection = createParleyClient({ url, token });
  const workspace = await connection.client.workspaces.create.mutate({ name: 'Bench' });
  return {
    token,
    workspace_id: workspace.id,
    client: connection.client,
    [Symbol.asyncDispose]: () => connection.close(),
  };
}
