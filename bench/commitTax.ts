import { randomUUID } from 'node:crypto';
import { openDatabase, type Transaction } from '#db/client.ts';
import { appendEvents, type ScopedEvent, workspaceScope } from '#events/append.ts';
import { channel, createDoorbell } from '#events/doorbell.ts';
import { sql as statement } from 'drizzle-orm';
import { uuidv7 } from '#shared/uuid.ts';
import { type Bench, type Figures, medians, ratiosOf } from './measure.ts';
import { openBenchDatabase } from './peers/database.ts';

const writers = 16;
const rounds = 5;
const windowMs = 2_000;

/**
 * What an event costs whoever writes: transactions a second of 16 writers that each insert a row, alone, with
 * its event, and with its event and a NOTIFY before the commit, which is what the doorbell avoids. Each
 * writer has a workspace of its own; `one_workspace` is all of them in one, where commits wait for each other.
 */
export const commitTax: Bench = {
  name: 'commit-tax',
  async run() {
    await using embedded = await openBenchDatabase();
    await using database = openDatabase(embedded.url, { max: writers + 1 });
    const { db, sql } = database;
    await sql`create table bench_rows (id uuid primary key, payload text not null)`;
    const doorbell = createDoorbell(sql);
    const insert = (tx: Transaction) =>
      tx.execute(statement`insert into bench_rows values (${uuidv7()}, ${randomUUID()})`);
    const write = async (events: ScopedEvent[], isNotifiedInside = false) => {
      await db.transaction(async (tx) => {
        await insert(tx);
        await appendEvents(tx, events);
        if (isNotifiedInside)
          await tx.execute(
            statement`select pg_notify(${channel}, ${JSON.stringify({ scopes: [] })})`,
          );
      });
      if (!isNotifiedInside) doorbell.ring(events);
    };
    const own = Array.from({ length: writers }, () => uuidv7());
    const shared = uuidv7();
    const ways: Record<string, (writer: number) => Promise<unknown>> = {
      'without events': () => db.transaction(insert),
      parley: (writer) => write([eventOf(own[writer] ?? shared)]),
      'NOTIFY inside': (writer) => write([eventOf(own[writer] ?? shared)], true),
      'parley, one workspace': () => write([eventOf(shared)]),
    };
    const results: Record<string, Figures>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const result: Record<string, Figures> = {};
      for (const [name, way] of Object.entries(ways))
        result[name] = { transactions_per_s: await perSecond(way) };
      results.push(result);
    }
    const figures = medians(results);
    return { name: 'commit-tax', figures, ratios: ratiosOf(figures) };
  },
};

function eventOf(workspace_id: string): ScopedEvent {
  return {
    scope: workspaceScope(workspace_id),
    event: { type: 'document.deleted', payload: { workspace_id, document_id: uuidv7() } },
  };
}

async function perSecond(way: (writer: number) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  const write = async (writer: number) => {
    while (performance.now() - startedAt < windowMs) {
      await way(writer);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return done / ((performance.now() - startedAt) / 1_000);
}
