import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#db/testDatabase.ts';
import { appendEvents, type Scope, workspaceScope } from '#events/append.ts';
import { createHub } from '#realtime/createHub.ts';
import { streamEvents } from '#realtime/feed.ts';
import type { Hub } from '#realtime/hub.ts';
import { MemorySink, type ReceivedEvent } from '#realtime/memorySink.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ max: 20 });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const failOnError = (error: unknown) => {
  throw error;
};

/** A transaction that has done its work and holds its commit back until told. */
function heldTransaction(scopes: Scope[], label: string) {
  const begun = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const committed = database.db.transaction(async (tx) => {
    await tx.execute('select txid_current()');
    begun.resolve();
    await mayCommit.promise;
    await appendEvents(
      tx,
      scopes.map((scope) => ({
        scope,
        event: { type: 'workspace.deleted', payload: { workspace_id: label } },
      })),
    );
  });
  return { begun: begun.promise, commit: () => (mayCommit.resolve(), committed) };
}

const durable = (events: ReceivedEvent[]) => events.filter(({ type }) => !type.startsWith('sync.'));

function subscribe(hub: Hub, scope: Scope, lastEventId?: string) {
  const sink = new MemorySink();
  const leaving = new AbortController();
  const ended = streamEvents(hub, { scope, sink, lastEventId, signal: leaving.signal });
  return {
    sink,
    ready: sink.until((events) => events.some(({ type }) => type === 'sync.ready')),
    async leave() {
      leaving.abort();
      await ended;
    },
  };
}

/** Subscribes, and comes back from the last id it saw whenever it is thrown out. */
class ResumingSubscriber {
  readonly received: ReceivedEvent[] = [];
  #lastEventId: string | undefined;
  readonly #hub: Hub;
  readonly #scope: Scope;
  #current: ReturnType<typeof subscribe>;

  constructor(hub: Hub, scope: Scope) {
    this.#hub = hub;
    this.#scope = scope;
    this.#current = subscribe(hub, scope);
  }

  get ready(): Promise<void> {
    return this.#current.ready;
  }

  /**
   * Keeps the first `keep` events that this connection brought: the rest was lost with it. A client knows
   * whole batches only, so of a broken one it keeps nothing. The first `sync.ready` has always arrived.
   */
  async disconnect(keep: number): Promise<void> {
    await this.#current.leave();
    const { events } = this.#current.sink;
    const amount = Math.max(keep, this.#lastEventId === undefined ? 1 : 0);
    const seen = events.slice(0, amount);
    const brokenId = events[seen.length]?.id;
    const kept = seen.filter(({ id }) => id !== brokenId);
    this.received.push(...kept);
    this.#lastEventId = kept.at(-1)?.id ?? this.#lastEventId;
  }

  reconnect(): void {
    this.#current = subscribe(this.#hub, this.#scope, this.#lastEventId);
  }

  async finish(lastOffset: number): Promise<ReceivedEvent[]> {
    const before = durable(this.received).length;
    await this.#current.sink.until((events) => before + durable(events).length >= lastOffset);
    await this.#current.leave();
    return durable([...this.received, ...this.#current.sink.events]);
  }
}

type Step =
  | { kind: 'begin'; both: boolean }
  | { kind: 'commit'; which: number }
  | { kind: 'disconnect'; who: number; keep: number }
  | { kind: 'reconnect'; who: number }
  | { kind: 'ring' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('begin' as const), both: fc.boolean() }),
  fc.record({ kind: fc.constant('commit' as const), which: fc.nat(9) }),
  fc.record({ kind: fc.constant('disconnect' as const), who: fc.nat(2), keep: fc.nat(5) }),
  fc.record({ kind: fc.constant('reconnect' as const), who: fc.nat(2) }),
  fc.record({ kind: fc.constant('ring' as const) }),
);

test('no event is lost, none comes twice, all in commit order, whatever commits, leaves and resumes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const scope = workspaceScope(randomUUID());
      const other = workspaceScope(randomUUID());
      const hub = createHub(database.sql, failOnError);
      const subscribers = [0, 1, 2].map(() => new ResumingSubscriber(hub, scope));
      await Promise.all(subscribers.map(({ ready }) => ready));
      const away = new Set<number>();
      const open: { label: string; commit: () => Promise<void> }[] = [];
      const committed: string[] = [];
      const commit = async (index: number) => {
        const [transaction] = open.splice(index, 1);
        if (!transaction) return;
        await transaction.commit();
        committed.push(transaction.label);
      };
      for (const next of steps) {
        switch (next.kind) {
          case 'begin': {
            if (open.length >= 10) break;
            const label = randomUUID();
            const scopes = next.both ? [other, scope] : [scope];
            const transaction = heldTransaction(scopes, label);
            await transaction.begun;
            open.push({ label, commit: transaction.commit });
            break;
          }
          case 'commit':
            await commit(next.which % Math.max(open.length, 1));
            break;
          case 'disconnect':
            if (away.has(next.who)) break;
            away.add(next.who);
            await subscribers[next.who]?.disconnect(next.keep);
            break;
          case 'reconnect':
            if (away.delete(next.who)) subscribers[next.who]?.reconnect();
            break;
          case 'ring':
            hub.notice([scope]);
            break;
        }
      }
      while (open.length > 0) await commit(0);
      for (const who of away) subscribers[who]?.reconnect();
      hub.notice();
      for (const subscriber of subscribers) {
        const events = await subscriber.finish(committed.length);
        expect(events.map(({ offset }) => offset)).toEqual(committed.map((_, index) => index + 1));
        expect(events.map(({ payload }) => payload)).toEqual(
          committed.map((workspace_id) => ({ workspace_id })),
        );
      }
    }),
    { numRuns: 400 },
  );
});

test('many writers at once leave dense offsets in each scope', async () => {
  const scopes = [workspaceScope(randomUUID()), workspaceScope(randomUUID())];
  const writers = Array.from({ length: 16 }, async (_, writer) => {
    for (let nth = 0; nth < 15; nth += 1)
      await database.db.transaction((tx) =>
        appendEvents(
          tx,
          // In either order: the append takes scopes in an order of its own, so that nobody deadlocks.
          (writer % 2 ? scopes : scopes.toReversed()).map((scope) => ({
            scope,
            event: { type: 'workspace.deleted', payload: { workspace_id: `${writer}/${nth}` } },
          })),
        ),
      );
  });
  await Promise.all(writers);
  for (const scope of scopes) {
    const rows = await database.sql<
      { offset: number }[]
    >`select "offset"::int from events where scope = ${scope} order by 1`;
    expect(rows.map(({ offset }) => offset)).toEqual(Array.from({ length: 240 }, (_, n) => n + 1));
  }
});

test('a rolled back transaction leaves no gap', async () => {
  const scope = workspaceScope(randomUUID());
  const write = (label: string, fails: boolean) =>
    database.db
      .transaction(async (tx) => {
        await appendEvents(tx, [
          { scope, event: { type: 'workspace.deleted', payload: { workspace_id: label } } },
        ]);
        if (fails) throw new Error('rolled back');
      })
      .catch(() => {});
  await write('one', false);
  await write('lost', true);
  await write('two', false);
  const rows =
    await database.sql`select "offset"::int, payload->>'workspace_id' as label from events where scope = ${scope} order by 1`;
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { offset: 1, label: 'one' },
    { offset: 2, label: 'two' },
  ]);
});

async function appendMany(scope: Scope, count: number): Promise<void> {
  await database.db.transaction((tx) =>
    appendEvents(
      tx,
      Array.from({ length: count }, (_, n) => ({
        scope,
        event: { type: 'workspace.deleted', payload: { workspace_id: String(n) } },
      })),
    ),
  );
}

test('an id of another epoch, from the future, malformed or pruned gets sync.reset, then live events', async () => {
  const scope = workspaceScope(randomUUID());
  await appendMany(scope, 20);
  await database.sql`delete from events where scope = ${scope} and "offset" <= 10`;
  const hub = createHub(database.sql, failOnError);
  const first = subscribe(hub, scope);
  await first.ready;
  const epoch = first.sink.events[0]?.id.split('.')[0];
  await first.leave();
  for (const lastEventId of [
    'other.5',
    `${epoch}.21`,
    'nonsense',
    '',
    `${epoch}.3`,
    `${epoch}.-1`,
  ]) {
    const subscriber = subscribe(hub, scope, lastEventId);
    await subscriber.ready;
    expect(subscriber.sink.events.map(({ type }) => type)).toEqual(['sync.reset', 'sync.ready']);
    expect(subscriber.sink.events.map(({ offset }) => offset)).toEqual([20, 20]);
    await subscriber.leave();
  }
  const kept = subscribe(hub, scope, `${epoch}.10`);
  await kept.ready;
  expect(kept.sink.events.map(({ offset }) => offset)).toEqual([
    11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 20,
  ]);
  await kept.leave();
});

test('a log longer than one read is replayed whole, before sync.ready', async () => {
  const scope = workspaceScope(randomUUID());
  await appendMany(scope, 1_203);
  const hub = createHub(database.sql, failOnError);
  const probe = subscribe(hub, scope);
  await probe.ready;
  const epoch = probe.sink.events[0]?.id.split('.')[0];
  await probe.leave();
  const subscriber = subscribe(hub, scope, `${epoch}.0`);
  await subscriber.ready;
  expect(durable(subscriber.sink.events).map(({ offset }) => offset)).toEqual(
    Array.from({ length: 1_203 }, (_, n) => n + 1),
  );
  expect(subscriber.sink.events.at(-1)).toMatchObject({ type: 'sync.ready', offset: 1_203 });
  await subscriber.leave();
});

test('a reader too slow for live frames is fed again from where it was once it has drained', async () => {
  const scope = workspaceScope(randomUUID());
  const hub = createHub(database.sql, failOnError);
  const slow = subscribe(hub, scope);
  const quick = subscribe(hub, scope);
  await Promise.all([slow.ready, quick.ready]);
  slow.sink.congested = true;
  for (let nth = 1; nth <= 5; nth += 1) {
    await appendMany(scope, 200);
    await hub.refresh(scope);
  }
  expect(durable(quick.sink.events)).toHaveLength(1_000);
  expect(durable(slow.sink.events)).toHaveLength(0);
  slow.sink.drain();
  await slow.sink.until((events) => durable(events).length === 1_000);
  expect(durable(slow.sink.events).map(({ offset }) => offset)).toEqual(
    Array.from({ length: 1_000 }, (_, n) => n + 1),
  );
  await Promise.all([slow.leave(), quick.leave()]);
});
