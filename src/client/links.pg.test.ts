import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startTestServer, type TestServer, TestTokens } from '#api/testServer.ts';
import { createParleyClient } from '#client/client.ts';
import type { ConnectionState } from '#client/connection.ts';
import type { LinksOptions, SocketTimes } from '#client/links.ts';
import { TestProxy } from '#client/testProxy.ts';
import type { CallContext } from '#services/context.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { renameWorkspace } from '#services/workspaces/renameWorkspace.ts';

let services: TestServices;
let server: TestServer;
const tokens = new TestTokens();
let ann: CallContext;
let workspace_id: string;
let returns: Set<() => void>;

beforeAll(async () => {
  services = await openTestServices();
  server = await startTestServer(services, tokens);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await services[Symbol.asyncDispose]();
});
beforeEach(async () => {
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
  returns = new Set();
});

const never = 3_600_000;
const patient: SocketTimes = {
  heartbeat: { quietMs: never, answerMs: never },
  openMs: never,
  retryDelayMs: () => 20,
  watchForReturn: (onReturn) => {
    returns.add(onReturn);
    return () => returns.delete(onReturn);
  },
};
const comeBack = () => [...returns].forEach((onReturn) => onReturn());

/** A tab that follows the workspace through the proxy. */
function openTab(proxy: TestProxy, token: LinksOptions['token'], times: Partial<SocketTimes> = {}) {
  const { client, ...parley } = createParleyClient({
    url: proxy.url,
    token,
    times: { ...patient, ...times },
  });
  const seen: { offset: number; type: string }[] = [];
  const states: ConnectionState[] = [];
  parley.connection.subscribe(() => states.push(parley.connection.get()));
  client.onEvent.subscribe(
    { workspace_id },
    { onData: ({ data }) => void seen.push(...data.map(({ offset, type }) => ({ offset, type }))) },
  );
  return {
    ...parley,
    states,
    offsets: () => seen.filter(({ type }) => type !== 'sync.ready').map(({ offset }) => offset),
    isLive: () => vi.waitUntil(() => seen.some(({ type }) => type === 'sync.ready')),
    [Symbol.asyncDispose]: () => parley.close(),
  };
}
const openProxy = () => new TestProxy(server.httpUrl).listen();
const issue = (lifeMs?: number) => tokens.issue(ann, lifeMs);

let renames = 0;
const write = async (times: number) => {
  for (let time = 0; time < times; time += 1)
    await renameWorkspace(ann, { workspace_id, name: `Acme ${(renames += 1)}` });
};
/** The whole log of the workspace, which begins at 1. */
const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

test('a half-open connection is noticed, and what happened meanwhile comes over the next one, once', async () => {
  using proxy = await openProxy();
  await using tab = openTab(proxy, issue().token, { heartbeat: { quietMs: 50, answerMs: 200 } });
  await tab.isLive();
  await write(1);
  await vi.waitUntil(() => tab.offsets().length === 1);
  proxy.stall();
  await write(3);
  await vi.waitUntil(() => tab.offsets().length === 4);
  expect(tab.offsets()).toEqual(upTo(4));
  expect(tab.states.slice(0, 4)).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
});

test('a quiet connection that answers is kept', async () => {
  using proxy = await openProxy();
  await using tab = openTab(proxy, issue().token, { heartbeat: { quietMs: 5, answerMs: 10_000 } });
  await tab.isLive();
  const before = proxy.forwarded;
  await vi.waitUntil(() => proxy.forwarded > before + 40);
  expect(tab.states).toEqual(['connecting', 'connected']);
  expect(proxy.accepted).toBe(1);
});

test('whoever returns is connected at once, however long the wait was to be, and has missed nothing', async () => {
  using proxy = await openProxy();
  const delays: number[] = [];
  const retryDelayMs = (attempt: number) => {
    delays.push(attempt);
    return never;
  };
  await using tab = openTab(proxy, issue().token, { retryDelayMs });
  await tab.isLive();
  proxy.drop();
  await vi.waitUntil(() => delays.length === 1);
  expect(tab.connection.get()).toBe('reconnecting');
  await write(2);
  comeBack();
  await vi.waitUntil(() => tab.offsets().length === 2);
  expect(tab.offsets()).toEqual(upTo(2));
  expect(tab.connection.get()).toBe('connected');
});

test('an attempt that leads nowhere is given up, and another follows', async () => {
  using proxy = await openProxy();
  proxy.setDark(true);
  await using tab = openTab(proxy, issue().token, { openMs: 50 });
  await vi.waitUntil(() => proxy.accepted === 3);
  expect(tab.states).toEqual(['connecting']);
  proxy.setDark(false);
  await tab.isLive();
});

test('whoever returns to such an attempt does not wait for its end, nor for the next', async () => {
  using proxy = await openProxy();
  proxy.setDark(true);
  await using tab = openTab(proxy, issue().token, { retryDelayMs: () => never });
  await vi.waitUntil(() => proxy.accepted === 1);
  proxy.setDark(false);
  comeBack();
  await tab.isLive();
});

test('whoever returns to a connection that has died meanwhile gets another', async () => {
  using proxy = await openProxy();
  await using tab = openTab(proxy, issue().token, {
    heartbeat: { quietMs: never, answerMs: 100 },
  });
  await tab.isLive();
  proxy.stall();
  await write(1);
  comeBack();
  await vi.waitUntil(() => tab.offsets().length === 1);
});

test('a new token is handed over while events go on: none lost, none twice, and no gap to be seen', async () => {
  using proxy = await openProxy();
  const old = issue();
  let current = old;
  await using tab = openTab(proxy, () => current.token);
  await tab.isLive();
  await tab.renewToken();
  expect(proxy.accepted).toBe(1);

  const writing = write(60);
  await vi.waitUntil(() => tab.offsets().length > 5);
  current = issue();
  await tab.renewToken();
  await vi.waitUntil(() => !server.sockets.registry.sessionIds().includes(old.sessionId));
  await writing;
  await vi.waitUntil(() => tab.offsets().length >= 60);
  expect(tab.offsets()).toEqual(upTo(60));
  expect(tab.states).toEqual(['connecting', 'connected']);
  expect(server.sockets.registry.sessionIds()).toContain(current.sessionId);
  expect(proxy.accepted).toBe(2);
});

test('a socket whose token ran out comes back with a fresh one and loses nothing', async () => {
  using proxy = await openProxy();
  const first = issue(1_000);
  let current = first;
  await using tab = openTab(proxy, () => current.token);
  await tab.isLive();
  current = issue();
  const writing = write(30);
  await vi.waitUntil(() => server.sockets.registry.sessionIds().includes(current.sessionId), {
    timeout: 10_000,
  });
  await writing;
  await write(1);
  await vi.waitUntil(() => tab.offsets().length >= 31);
  expect(tab.offsets()).toEqual(upTo(31));
  expect(tab.states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
});

test('a socket that nobody needs and that the server closes is idle, and there again for the next who does', async () => {
  using proxy = await openProxy();
  const { token, sessionId } = issue();
  const parley = createParleyClient({ url: proxy.url, token: () => token, times: patient });
  const first = parley.client.onEvent.subscribe({ workspace_id }, { onData: () => {} });
  await vi.waitUntil(() => parley.connection.get() === 'connected');
  first.unsubscribe();
  server.sockets.registry.closeSessions([sessionId]);
  await vi.waitUntil(() => parley.connection.get() === 'idle');
  parley.client.onEvent.subscribe({ workspace_id }, { onData: () => {} });
  await vi.waitUntil(() => parley.connection.get() === 'connected');
  await parley.close();
});
