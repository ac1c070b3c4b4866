import { expect, test } from 'vitest';
import type { Scope } from '#events/append.ts';
import type { EncodedEvent } from '#events/read.ts';
import { streamEvents } from '#realtime/feed.ts';
import { type EventLog, Hub } from '#realtime/hub.ts';
import { MemorySink } from '#realtime/memorySink.ts';

const scope: Scope = 'workspace:a';

/** A log in memory whose reads the test can hold back or let fail, to force an interleaving. */
class ScriptedLog implements EventLog {
  readonly events: EncodedEvent[] = [];
  reads = 0;
  gate: Promise<void> = Promise.resolve();
  isDown = false;

  append(count = 1): void {
    for (let nth = 0; nth < count; nth += 1) {
      const offset = this.events.length + 1;
      this.events.push({
        offset,
        json: `{"offset":${offset},"type":"workspace.deleted","payload":{}}`,
      });
    }
  }

  async readScope() {
    const last_offset = this.events.length;
    await this.#read();
    return { epoch: 'e1', last_offset, first_offset: 1 };
  }

  async readEvents({ offset }: { offset: number }, limit: number) {
    const found = this.events.slice(offset, offset + limit);
    await this.#read();
    return found;
  }

  async readNewEvents(positions: { scope: Scope; offset: number }[], limit: number) {
    const found = new Map(
      positions.map((at) => [at.scope, this.events.slice(at.offset, at.offset + limit)]),
    );
    await this.#read();
    return found;
  }

  async #read(): Promise<void> {
    this.reads += 1;
    await this.gate;
    if (this.isDown) throw new Error('the database is away');
  }
}

function subscribe(hub: Hub, lastEventId?: string) {
  const sink = new MemorySink();
  const leaving = new AbortController();
  const ended = streamEvents(hub, { scope, sink, lastEventId, signal: leaving.signal });
  const offsets = () =>
    sink.events.filter(({ type }) => !type.startsWith('sync.')).map(({ offset }) => offset);
  return {
    sink,
    offsets,
    ready: sink.until((events) => events.some(({ type }) => type === 'sync.ready')),
    leave: () => (leaving.abort(), ended),
  };
}

test('an event noticed while its scope is being opened is not forgotten', async () => {
  const log = new ScriptedLog();
  const hub = new Hub(log, () => {});
  const opening = Promise.withResolvers<void>();
  log.gate = opening.promise;
  const subscriber = subscribe(hub);
  log.append();
  hub.notice([scope]);
  opening.resolve();
  await subscriber.sink.until((events) => events.some(({ offset }) => offset === 1));
  expect(subscriber.offsets()).toEqual([1]);
  await subscriber.leave();
});

test('what changes during a read is read next, many changes in one read', async () => {
  const log = new ScriptedLog();
  const hub = new Hub(log, () => {});
  const subscriber = subscribe(hub);
  await subscriber.ready;
  const held = Promise.withResolvers<void>();
  log.gate = held.promise;
  hub.notice([scope]);
  const readsBefore = log.reads;
  for (let nth = 0; nth < 100; nth += 1) {
    log.append();
    hub.notice([scope]);
  }
  held.resolve();
  await subscriber.sink.until(() => subscriber.offsets().length === 100);
  expect(log.reads - readsBefore).toBe(1);
  expect(new Set(subscriber.sink.events.map(({ id }) => id)).size).toBe(2);
  await subscriber.leave();
});

test('many who miss the same events share one read of them', async () => {
  const log = new ScriptedLog();
  const hub = new Hub(log, () => {});
  log.append(300);
  const readsBefore = log.reads;
  const subscribers = Array.from({ length: 50 }, () => subscribe(hub, 'e1.0'));
  await Promise.all(subscribers.map(({ ready }) => ready));
  // One to open the scope, one for what came meanwhile, one for the piece that all miss.
  expect(log.reads - readsBefore).toBeLessThanOrEqual(3);
  for (const { offsets } of subscribers) expect(offsets()).toHaveLength(300);
  await Promise.all(subscribers.map(({ leave }) => leave()));
});

test('a database that is away delays a feed and ends nothing', async () => {
  const log = new ScriptedLog();
  const errors: unknown[] = [];
  const hub = new Hub(log, (error) => errors.push(error));
  const live = subscribe(hub);
  await live.ready;
  log.isDown = true;
  log.append(2);
  hub.notice([scope]);
  const late = subscribe(hub, 'e1.0');
  await new Promise(setImmediate);
  log.isDown = false;
  hub.notice();
  await Promise.all(
    [live, late].map(({ sink, offsets }) => sink.until(() => offsets().length === 2)),
  );
  expect(errors).toHaveLength(1);
  await Promise.all([live.leave(), late.leave()]);
});

test('a scope that nobody listens to is not read', async () => {
  const log = new ScriptedLog();
  const hub = new Hub(log, () => {});
  const subscriber = subscribe(hub);
  await subscriber.ready;
  await subscriber.leave();
  const readsBefore = log.reads;
  hub.notice([scope]);
  hub.notice();
  expect(log.reads).toBe(readsBefore);
});
