import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Activity } from '#contract/activity.ts';
import {
  type EventBatch,
  EventBatch as EventBatchSchema,
  type ParleyEvent,
} from '#contract/events.ts';
import { connectClient, startTestServer, type TestServer, TestTokens } from '#api/testServer.ts';
import type { CallContext } from '#services/context.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { conversationRoom } from '#services/conversations/room.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { setTyping } from '#services/typing/setTyping.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { removeWorkspace } from '#services/workspaces/removeWorkspace.ts';
import { renameWorkspace } from '#services/workspaces/renameWorkspace.ts';
import { must } from '#shared/must.ts';

let services: TestServices;
let servers: [TestServer, TestServer];
const tokens = new TestTokens();
let ann: CallContext;
let workspace_id: string;

beforeAll(async () => {
  services = await openTestServices();
  servers = [await startTestServer(services, tokens), await startTestServer(services, tokens)];
});
afterAll(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]();
  await services[Symbol.asyncDispose]();
});
beforeEach(async () => {
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
});

/** What a subscription brought, and its end. */
class Recorder {
  readonly events: ParleyEvent[] = [];
  readonly ids: string[] = [];
  readonly activities: Activity[] = [];
  end: string | null = null;
  #waiting: (() => void)[] = [];

  readonly onEvents = {
    onData: ({ id, data }: { id: string; data: EventBatch }) => {
      this.events.push(...EventBatchSchema.parse(data));
      this.ids.push(id);
      this.#changed();
    },
    onComplete: () => this.#ended('complete'),
    onError: (error: unknown) => this.#ended(error instanceof Error ? error.message : 'error'),
  };

  readonly onActivity = {
    onData: (activity: Activity) => {
      this.activities.push(activity);
      this.#changed();
    },
    onComplete: () => this.#ended('complete'),
    onError: this.onEvents.onError,
  };

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  has(type: ParleyEvent['type']): Promise<void> {
    return this.until(() => this.events.some((event) => event.type === type));
  }

  #ended(how: string): void {
    this.end = how;
    this.#changed();
  }

  #changed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

const connect = (caller: CallContext, server = servers[0]) =>
  connectClient(server, tokens.issue(caller).token);

test('a change by one process reaches a subscriber of another, with the contract’s ids', async () => {
  await using tab = connect(ann, servers[1]);
  const recorder = new Recorder();
  tab.client.onEvent.subscribe({ workspace_id }, recorder.onEvents);
  await recorder.has('sync.ready');
  await using other = connect(ann, servers[0]);
  const renamed = await other.client.workspaces.rename.mutate({ workspace_id, name: 'Renamed' });
  await recorder.has('workspace.updated');
  expect(recorder.events.at(-1)).toEqual({
    offset: 1,
    type: 'workspace.updated',
    payload: { workspace: renamed },
  });
  const [ready = '', updated = ''] = recorder.ids;
  expect(ready).toMatch(/^[0-9a-f]{12}\.0$/);
  expect(updated).toBe(ready.replace(/\.0$/, '.1'));
});

test('two subscriptions over one socket do not mix', async () => {
  await using tab = connect(ann);
  const [own, workspace] = [new Recorder(), new Recorder()];
  tab.client.onEvent.subscribe({}, own.onEvents);
  tab.client.onEvent.subscribe({ workspace_id }, workspace.onEvents);
  await Promise.all([own.has('sync.ready'), workspace.has('sync.ready')]);
  await createConversation(ann, { workspace_id });
  const second = await createWorkspace(ann, { name: 'Second' });
  await Promise.all([own.has('workspace.created'), workspace.has('conversation.created')]);
  expect(own.events.at(-1)).toMatchObject({ payload: { workspace: second } });
  expect(own.events.map(({ type }) => type)).toEqual(['sync.ready', 'workspace.created']);
  expect(workspace.events.map(({ type }) => type)).toEqual(['sync.ready', 'conversation.created']);
});

test('after a lost socket the unmodified client gets exactly what it missed', async () => {
  await using tab = connect(ann);
  const recorder = new Recorder();
  tab.client.onEvent.subscribe({ workspace_id }, recorder.onEvents);
  await recorder.has('sync.ready');
  await renameWorkspace(ann, { workspace_id, name: 'One' });
  await recorder.has('workspace.updated');
  tab.socket.connection?.ws.close();
  await renameWorkspace(ann, { workspace_id, name: 'Two' });
  await renameWorkspace(ann, { workspace_id, name: 'Three' });
  const named = () =>
    recorder.events.flatMap((event) =>
      event.type === 'workspace.updated' ? [event.payload.workspace.name] : [],
    );
  await recorder.until(() => named().length === 3);
  expect(named()).toEqual(['One', 'Two', 'Three']);
});

test('asked to come back, the client has its new socket before the old one goes, and misses nothing', async () => {
  await using server = await startTestServer(services, tokens);
  await using tab = connect(ann, server);
  const recorder = new Recorder();
  tab.client.onEvent.subscribe({ workspace_id }, recorder.onEvents);
  await recorder.has('sync.ready');
  const old = must(tab.socket.connection?.ws, 'a socket');
  const wereOpen: boolean[] = [];
  old.addEventListener('close', () =>
    wereOpen.push(tab.socket.connection?.ws.readyState === WebSocket.OPEN),
  );
  server.sockets.sendAway();
  await renameWorkspace(ann, { workspace_id, name: 'Meanwhile' });
  await recorder.has('workspace.updated');
  while (wereOpen.length === 0) await new Promise(setImmediate);
  await renameWorkspace(ann, { workspace_id, name: 'Afterwards' });
  const offsets = () =>
    recorder.events.flatMap(({ type, offset }) => (type === 'workspace.updated' ? [offset] : []));
  await recorder.until(() => offsets().length === 2);
  expect(offsets()).toEqual([1, 2]);
  expect(wereOpen).toEqual([true]);
});

test('a stranger gets NOT_FOUND, for events and for activity', async () => {
  const { id: conversation_id } = await createConversation(ann, { workspace_id });
  await using tab = connect(services.signUp('Eve'));
  const [events, activity] = [new Recorder(), new Recorder()];
  tab.client.onEvent.subscribe({ workspace_id }, events.onEvents);
  tab.client.onActivity.subscribe({ conversation_id }, activity.onActivity);
  await Promise.all([events, activity].map((each) => each.until(() => each.end !== null)));
  expect(events.end).toBe('Workspace not found');
  expect(activity.end).toBe('Conversation not found');
  expect(events.events).toEqual([]);
});

test('losing the membership ends the streams', async () => {
  const ben = services.signUp('Ben');
  await services.addMember(workspace_id, ben.caller, 'member');
  const { id: conversation_id } = await createConversation(ann, { workspace_id });
  await using tab = connect(ben, servers[1]);
  const [events, activity] = [new Recorder(), new Recorder()];
  tab.client.onEvent.subscribe({ workspace_id }, events.onEvents);
  tab.client.onActivity.subscribe({ conversation_id }, activity.onActivity);
  await events.has('sync.ready');
  await activity.until(() => activity.activities.length === 1);
  await removeWorkspace(ann, { workspace_id });
  await Promise.all([events, activity].map((each) => each.until(() => each.end !== null)));
  expect([events.end, activity.end]).toEqual(['complete', 'complete']);
});

test('activity reaches the room over every process, and only the room', async () => {
  const { id: conversation_id } = await createConversation(ann, { workspace_id });
  const { id: elsewhere } = await createConversation(ann, { workspace_id });
  await using here = connect(ann, servers[0]);
  await using there = connect(ann, servers[1]);
  const recorders = [new Recorder(), new Recorder(), new Recorder()] as const;
  here.client.onActivity.subscribe({ conversation_id }, recorders[0].onActivity);
  there.client.onActivity.subscribe({ conversation_id }, recorders[1].onActivity);
  there.client.onActivity.subscribe({ conversation_id: elsewhere }, recorders[2].onActivity);
  await Promise.all(recorders.map((each) => each.until(() => each.activities.length === 1)));
  await setTyping(ann, { conversation_id, typing: true });
  await Promise.all(
    recorders.slice(0, 2).map((each) => each.until(() => each.activities.length === 2)),
  );
  const typing = { type: 'typing.updated', payload: { user_id: ann.caller.id, typing: true } };
  expect(recorders[0].activities).toEqual([{ type: 'activity.ready', payload: {} }, typing]);
  expect(recorders[1].activities[1]).toEqual(typing);
  services.doorbell.sendActivity(conversationRoom(elsewhere), {
    type: 'typing.updated',
    payload: { user_id: ann.caller.id, typing: false },
  });
  await recorders[2].until(() => recorders[2].activities.length === 2);
  expect(recorders[0].activities).toHaveLength(2);
});

async function closeOf(url: string, options: { origin?: string; first?: string } = {}) {
  const socket = new WebSocket(url, { origin: options.origin });
  const refused = new Promise<number>((resolve) => {
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode));
    socket.once('error', () => {});
  });
  if (options.first !== undefined) socket.once('open', () => socket.send(options.first ?? ''));
  const closed = once(socket, 'close').then(([code]: unknown[]) => z.number().parse(code));
  return Promise.race([refused, closed]);
}

test('a missing, bad or expired token closes the socket with 1008', async () => {
  const { wsUrl } = servers[0];
  const params = (data: unknown) => JSON.stringify({ method: 'connectionParams', data });
  const expiring = tokens.issue(ann, 50).token;
  expect(await closeOf(wsUrl)).toBe(1008);
  expect(await closeOf(`${wsUrl}?token=wrong`)).toBe(1008);
  expect(await closeOf(`${wsUrl}?connectionParams=1`, { first: params({ token: 'wrong' }) })).toBe(
    1008,
  );
  expect(await closeOf(`${wsUrl}?connectionParams=1`, { first: params(null) })).toBe(1008);
  for (const first of [
    'hello',
    '{"method":"connectionParams","data":{"token":5}}',
    '{"id":1,"method":"query","params":{"path":"me.get"}}',
  ])
    expect(await closeOf(`${wsUrl}?connectionParams=1`, { first })).toBe(1008);
  expect(await closeOf(`${wsUrl}?token=${expiring}`)).toBe(1008);
});

test('a socket that never authenticates is closed with 1008', async () => {
  await using server = await startTestServer(services, tokens, { authenticationMs: 50 });
  expect(await closeOf(`${server.wsUrl}?connectionParams=1`)).toBe(1008);
});

test('a token that cannot be checked now closes the socket, but not as refused', async () => {
  const { token } = tokens.issue(ann);
  tokens.isDown = true;
  expect(await closeOf(`${servers[0].wsUrl}?token=${token}`)).toBe(1013);
  tokens.isDown = false;
});

test('a foreign Origin is refused, ours and none are not', async () => {
  const { token } = tokens.issue(ann, 200);
  const url = `${servers[0].wsUrl}?token=${token}`;
  expect(await closeOf(url, { origin: 'http://evil.test' })).toBe(403);
  expect(await closeOf(url, { origin: 'http://parley.test' })).toBe(1008);
});

test('signing out closes the session’s sockets on every process, and no others', async () => {
  const ending = tokens.issue(ann);
  const staying = tokens.issue(ann);
  const kept = new WebSocket(`${servers[1].wsUrl}?token=${staying.token}`);
  const closes = servers.map(({ wsUrl }) => closeOf(`${wsUrl}?token=${ending.token}`));
  await once(kept, 'open');
  for (const { sockets } of servers)
    while (!sockets.registry.sessionIds().includes(ending.sessionId))
      await new Promise(setImmediate);
  services.doorbell.endSessions([ending.sessionId]);
  expect(await Promise.all(closes)).toEqual([1008, 1008]);
  expect(kept.readyState).toBe(WebSocket.OPEN);
  kept.terminate();
});
