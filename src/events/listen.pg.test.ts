import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#db/testDatabase.ts';
import { type Listener, startListening } from '#events/listen.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** Counts how often it has (re)connected, and waits for what it hears. */
function listen(channel: string) {
  const heard: string[] = [];
  const errors: unknown[] = [];
  let connections = 0;
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const listener: Listener = startListening({
    channel,
    listenUrl: database.url,
    sql: database.sql,
    probeIntervalMs: 50,
    onPayload: (payload) => (heard.push(payload), change()),
    onListening: () => ((connections += 1), change()),
    onError: (error) => errors.push(error),
  });
  const until = async (condition: () => boolean) => {
    while (!condition()) await changed.promise;
  };
  return { heard, errors, listener, until, connections: () => connections };
}

const notify = (channel: string, payload: string) =>
  database.sql`select pg_notify(${channel}, ${payload})`;

test('several listeners on one channel hear what is said and do not take each other’s probes for it', async () => {
  const all = [listen('shared'), listen('shared'), listen('shared')];
  await Promise.all(all.map((each) => each.until(() => each.connections() === 1)));
  for (let nth = 0; nth < 10; nth += 1) {
    await notify('shared', `news ${nth}`);
    await Promise.all(all.map((each) => each.until(() => each.heard.length > nth)));
    await database.sql`select pg_sleep(0.03)`;
  }
  for (const { errors, connections, heard } of all) {
    expect(errors).toEqual([]);
    expect(connections()).toBe(1);
    expect(heard).toEqual(Array.from({ length: 10 }, (_, nth) => `news ${nth}`));
  }
  await Promise.all(all.map(({ listener }) => listener.stop()));
});

test('a connection that is ended is opened again, and hears what comes then', async () => {
  const each = listen('ended');
  await each.until(() => each.connections() === 1);
  await database.sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'parley-listener' and datname = current_database()`;
  await each.until(() => each.connections() === 2);
  expect(each.listener.isListening()).toBe(true);
  await notify('ended', 'still there');
  await each.until(() => each.heard.includes('still there'));
  await each.listener.stop();
  expect(each.listener.isListening()).toBe(false);
});
