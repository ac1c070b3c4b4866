import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { defaultLimits } from '#api/limits.ts';
import { connectClient, startTestServer, type TestServer, TestTokens } from '#api/testServer.ts';
import type { CallContext } from '#services/context.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { renameConversation } from '#services/conversations/renameConversation.ts';
import { sendMessage } from '#services/messages/sendMessage.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { uuidv7 } from '#shared/uuid.ts';

let services: TestServices;
const tokens = new TestTokens();
let ann: CallContext;
let workspace_id: string;

beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
});

const tooSlow = { burst: 3, perSecond: 0.001 };
const tooMany = { data: { code: 'TOO_MANY_REQUESTS' } };

function open(server: TestServer, caller: CallContext, tokenLifeMs?: number): WebSocket {
  return new WebSocket(`${server.wsUrl}?token=${tokens.issue(caller, tokenLifeMs).token}`);
}

async function closeCode(socket: WebSocket): Promise<number> {
  return z.tuple([z.number()], z.unknown()).parse(await once(socket, 'close'))[0];
}

const call = (id: number, method: string, path: string, input: object = {}) =>
  JSON.stringify({ id, method, params: { path, input } });

test('a person has so many calls, over HTTP and sockets together; others are not affected', async () => {
  await using server = await startTestServer(services, tokens, {
    limits: { ...defaultLimits, calls: tooSlow },
  });
  const connect = (caller: CallContext) => connectClient(server, tokens.issue(caller).token);
  await using tab = connect(ann);
  await using other = connect(ann);
  await using ben = connect(services.signUp('Ben'));
  await tab.client.me.get.query();
  await other.client.me.get.query();
  const socket = open(server, ann);
  await once(socket, 'open');
  socket.send(call(1, 'query', 'me.get'));
  await once(socket, 'message');
  socket.terminate();
  await expect(tab.client.me.get.query()).rejects.toMatchObject(tooMany);
  await expect(ben.client.me.get.query()).resolves.toHaveProperty('id');
});

test('a socket that floods is closed, and may come back', async () => {
  await using server = await startTestServer(services, tokens, {
    limits: { ...defaultLimits, socketMessages: tooSlow },
  });
  const socket = open(server, ann);
  await once(socket, 'open');
  for (let id = 1; id <= 10; id += 1) socket.send(call(id, 'query', 'me.get'));
  expect(await closeCode(socket)).toBe(1013);
  const again = open(server, ann);
  await once(again, 'open');
  again.terminate();
});

test('a message longer than 64 KB closes the socket', async () => {
  await using server = await startTestServer(services, tokens);
  const socket = open(server, ann);
  await once(socket, 'open');
  socket.send('x'.repeat(64 * 1024 + 1));
  expect(await closeCode(socket)).toBe(1009);
});

test('compression is not agreed to, though the client offers it', async () => {
  await using server = await startTestServer(services, tokens);
  const socket = open(server, ann);
  await once(socket, 'open');
  expect(socket.extensions).toBe('');
  socket.terminate();
});

test('a socket has so many subscriptions; one that ends makes room', async () => {
  await using server = await startTestServer(services, tokens, {
    limits: { ...defaultLimits, subscriptionsPerSocket: 2 },
  });
  await using tab = connectClient(server, tokens.issue(ann).token);
  const subscribe = () => {
    const outcome = Promise.withResolvers<string>();
    const { unsubscribe } = tab.client.onEvent.subscribe(
      { workspace_id },
      {
        onData: () => outcome.resolve('live'),
        onError: ({ data }) => outcome.resolve(data?.code ?? ''),
      },
    );
    return { outcome: outcome.promise, unsubscribe };
  };
  const [first, second] = [subscribe(), subscribe()];
  expect(await Promise.all([first.outcome, second.outcome])).toEqual(['live', 'live']);
  expect(await subscribe().outcome).toBe('TOO_MANY_REQUESTS');
  first.unsubscribe();
  expect(await subscribe().outcome).toBe('live');
});

test('a person has so many sockets; one that closes makes room', async () => {
  await using server = await startTestServer(services, tokens, {
    limits: { ...defaultLimits, socketsPerUser: 2 },
  });
  const enter = async (caller: CallContext) => {
    const socket = open(server, caller);
    await once(socket, 'open');
    socket.send(call(1, 'query', 'me.get'));
    await once(socket, 'message');
    return socket;
  };
  const first = await enter(ann);
  const second = await enter(ann);
  expect(await closeCode(open(server, ann))).toBe(1013);
  const ben = await enter(services.signUp('Ben'));
  first.close();
  await once(first, 'close');
  const third = await enter(ann);
  for (const socket of [second, third, ben]) socket.terminate();
});

/** Events of about 20 KB each: more than what the kernel would keep for a reader. */
async function writeMuch(count: number): Promise<void> {
  const { id: conversation_id } = await createConversation(ann, { workspace_id });
  for (let nth = 0; nth < count; nth += 1)
    await sendMessage(ann, { conversation_id, content: 'x'.repeat(20_000), client_id: uuidv7() });
  await renameConversation(ann, { conversation_id, title: 'The end' });
}

const Batch = z.object({
  result: z.object({
    data: z.object({ data: z.array(z.object({ offset: z.number(), type: z.string() })) }),
  }),
});

test('a stalled reader costs little memory, and gets everything once when it reads again', async () => {
  await using server = await startTestServer(services, tokens);
  const socket = open(server, ann);
  const offsets: number[] = [];
  const ended = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  socket.on('message', (bytes: Buffer) => {
    const text = bytes.toString();
    const batch = Batch.safeParse(JSON.parse(text));
    for (const { offset, type } of batch.data?.result.data.data ?? [])
      if (type === 'sync.ready') started.resolve();
      else offsets.push(offset);
    if (text.includes('The end')) ended.resolve();
  });
  await once(socket, 'open');
  socket.send(call(1, 'subscription', 'onEvent', { workspace_id }));
  await started.promise;
  socket.pause();
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, server.sockets.bufferedBytes())), 1);
  await writeMuch(400);
  clearInterval(watch);
  expect(most).toBeGreaterThan(256 * 1024);
  expect(most).toBeLessThan(512 * 1024);
  socket.resume();
  await ended.promise;
  expect(offsets).toEqual(offsets.map((_, index) => index + 1));
  socket.terminate();
});

test('a socket that asks without reading is closed', async () => {
  await using server = await startTestServer(services, tokens, {
    limits: { ...defaultLimits, unreadBytes: 256 * 1024 },
  });
  const { id: conversation_id } = await createConversation(ann, { workspace_id });
  for (let nth = 0; nth < 20; nth += 1)
    await sendMessage(ann, { conversation_id, content: 'x'.repeat(20_000), client_id: uuidv7() });
  const socket = open(server, ann);
  await once(socket, 'open');
  socket.pause();
  for (let id = 1; id <= 40; id += 1)
    socket.send(call(id, 'query', 'messages.list', { conversation_id, limit: 50 }));
  while (server.sockets.bufferedBytes() < 256 * 1024) await new Promise(setImmediate);
  const closed = closeCode(socket);
  socket.send(call(99, 'query', 'me.get'));
  socket.resume();
  expect(await closed).toBe(1013);
});

test('a client that is heard of no more is cut off; one that answers stays', async () => {
  await using server = await startTestServer(services, tokens, { beatMs: 20 });
  await using alive = connectClient(server, tokens.issue(ann).token);
  const events: string[] = [];
  const live = Promise.withResolvers<void>();
  alive.client.onEvent.subscribe(
    { workspace_id },
    {
      onData({ data }) {
        events.push(...data.map(({ type }) => type));
        live.resolve();
      },
    },
  );
  await live.promise;
  const silent = open(server, ann);
  const asked: string[] = [];
  silent.on('message', (bytes: Buffer) => asked.push(bytes.toString()));
  expect(await closeCode(silent)).toBe(1006);
  expect(asked).toEqual(['PING']);
  await createConversation(ann, { workspace_id });
  await expect.poll(() => events).toEqual(['sync.ready', 'conversation.created']);
});
