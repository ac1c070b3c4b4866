import { setTimeout as delay } from 'node:timers/promises';
import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '#api/root.ts';
import { openDatabase } from '#db/client.ts';
import { parseEnv } from '#env.ts';
import { createServiceContext } from '#services/createServiceContext.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { openBenchDatabase } from './database.ts';
import { customerToken, type DeskCustomer, machineMs } from './deskMessages.ts';
import { makeDeskRows } from './deskRows.ts';
import { startPeer } from './process.ts';

/** So many of the customers write in turn. */
const knownCount = 100;

/** One API process over a desk's rows. */
export async function openDeskPlace(size: { operators: number; customers: number }) {
  const embedded = await openBenchDatabase();
  const variables = { DATABASE_URL: embedded.url, DATA_DIR: embedded.dataDir };
  const rows = await (async () => {
    await using database = openDatabase(embedded.url, { max: 24 });
    const services = await createServiceContext(database, parseEnv(variables));
    const known = Math.min(knownCount, Math.floor(size.customers / 2));
    return await makeDeskRows(services, database.db, { ...size, known });
  })();
  const server = await startPeer('parley.ts', { ...variables, BENCH_TRUST: '1' });
  return {
    ...rows,
    server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await embedded[Symbol.asyncDispose]();
    },
  };
}

export type DeskPlace = Awaited<ReturnType<typeof openDeskPlace>>;

/** Messages of customers in turn, evenly, whether or not those before have been answered. Resolves with their number. */
export async function writeInTurn(
  { server }: DeskPlace,
  writers: readonly DeskCustomer[],
  { perSecond, windowMs }: { perSecond: number; windowMs: number },
): Promise<number> {
  const count = Math.round((perSecond * windowMs) / 1_000);
  const startedAt = performance.now();
  const sending: Promise<unknown>[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const dueMs = (nth * 1_000) / perSecond - (performance.now() - startedAt);
    if (dueMs > 0) await delay(dueMs);
    sending.push(send(server.port, must(writers[nth % writers.length], 'a writer')));
  }
  await Promise.all(sending);
  return count;
}

const sendAgainMs = 500;
const maxAttempts = 20;

/** As a tab does, again while the server cannot be reached: the same `client_id` is the same message. */
async function send(port: number, { user_id, conversation_id }: DeskCustomer): Promise<void> {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `http://127.0.0.1:${port}/api/trpc`,
        headers: { authorization: `Bearer ${customerToken(user_id)}` },
      }),
    ],
  });
  const message = { conversation_id, content: String(machineMs()), client_id: uuidv7() };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.messages.send.mutate(message);
      return;
    } catch (error) {
      if (attempt === maxAttempts) throw error;
      await delay(sendAgainMs);
    }
  }
}
