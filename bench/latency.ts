import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { createParleyClient } from '#client/client.ts';
import { openDatabase } from '#db/client.ts';
import { appendEvents, workspaceScope } from '#events/append.ts';
import { createDoorbell } from '#events/doorbell.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { type Bench, type Figures, medians, percentile, ratiosOf } from './measure.ts';
import { signUp, startBenchProduct } from './product.ts';

const rounds = 5;
const samplesPerRound = 200;
const pauseMs = 5;

/** From a commit to a second client's `onEvent`, beside a bare `LISTEN` that gets its NOTIFY with the commit. */
export const latency: Bench = {
  name: 'latency',
  async run() {
    await using product = await startBenchProduct();
    await using writer = await signUp(product.url);
    const reader = createParleyClient({ url: product.url, token: writer.token });
    await using database = openDatabase(product.databaseUrl, { max: 2 });
    const doorbell = createDoorbell(database.sql);
    const scope = workspaceScope(writer.workspace_id);

    const arrivals = new Map<string, (at: number) => void>();
    const arrive = (id: string) => arrivals.get(id)?.(performance.now());
    const ready = Promise.withResolvers<void>();
    reader.client.onEvent.subscribe(
      { workspace_id: writer.workspace_id },
      {
        onData({ data }) {
          for (const event of data) {
            if (event.type === 'sync.ready') ready.resolve();
            if (event.type === 'document.deleted') arrive(event.payload.document_id);
          }
        },
        onError: ready.reject,
      },
    );
    await ready.promise;
    const bare = postgres(product.databaseUrl, { max: 1 });
    await bare.listen('bench_bare', arrive);

    const parley = async (id: string) => {
      const events = [
        {
          scope,
          event: {
            type: 'document.deleted' as const,
            payload: { workspace_id: writer.workspace_id, document_id: id },
          },
        },
      ];
      await database.db.transaction((tx) => appendEvents(tx, events));
      const committedAt = performance.now();
      doorbell.ring(events);
      return committedAt;
    };
    const bareListen = async (id: string) => {
      await database.sql.begin((tx) => tx`select pg_notify('bench_bare', ${id})`);
      return performance.now();
    };
    const measure = async (commit: (id: string) => Promise<number>): Promise<Figures> => {
      const samples: number[] = [];
      for (let nth = 0; nth < samplesPerRound; nth += 1) {
        const id = uuidv7();
        const arrived = new Promise<number>((resolve) => arrivals.set(id, resolve));
        const committedAt = await commit(id);
        // A bare notification may arrive before its writer is told of the commit.
        samples.push(Math.max((await arrived) - committedAt, 0));
        await delay(pauseMs);
      }
      return { p50_ms: percentile(samples, 0.5), p99_ms: percentile(samples, 0.99) };
    };
    await measure(parley);
    const results: Record<string, Figures>[] = [];
    for (let round = 0; round < rounds; round += 1)
      results.push({ parley: await measure(parley), 'bare LISTEN': await measure(bareListen) });
    await Promise.all([bare.end(), reader.close()]);
    const figures = medians(results);
    return { name: 'latency', figures, ratios: ratiosOf(figures) };
  },
};
