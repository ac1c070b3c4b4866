import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestLiveClient, type TestQuery } from '#client/testLiveClient.ts';
import { testQueries } from '#client/testQueries.ts';
import {
  aConversation,
  aDocument,
  aJob,
  aMessage,
  aWorkspace,
  conversationId,
  jobUpdated,
  messageCreated,
  testId,
  workspaceId,
} from '#client/testRows.ts';
import type { NewEvent } from '#contract/events.ts';

const input = { workspace_id: workspaceId };
const documents = testQueries.documents(input);

/** What the server would answer now, by path. */
let truth: Record<string, unknown>;
let tab: TestLiveClient;
beforeEach(() => {
  truth = { 'documents.list': [aDocument(10)] };
  tab = new TestLiveClient((path) => truth[path]);
});
afterEach(() => tab[Symbol.dispose]());

const data = ({ queryKey }: TestQuery) => tab.queryClient.getQueryData(queryKey);
const load = (...queries: TestQuery[]) => {
  for (const query of queries) tab.observe(query);
  return tab.finishCalls();
};
const ready = { type: 'sync.ready', payload: {} } as const;
const reset = { type: 'sync.reset', payload: {} } as const;

/** A subscription to the workspace. */
function follow() {
  const { lastEventId, receive } = tab.liveCache.follow(workspaceId);
  let offset = 100;
  const bring = (...events: (NewEvent | typeof ready | typeof reset)[]) => {
    for (const event of events) {
      offset += 1;
      receive({ id: `epoch.${offset}`, data: [{ offset, ...event }] });
    }
  };
  return { lastEventId, bring };
}

async function live() {
  const { bring } = follow();
  bring(ready);
  await tab.finishCalls();
  return bring;
}

const documentCreated = (n: number): NewEvent => ({
  type: 'document.created',
  payload: { ...input, document: aDocument(n) },
});
const documentDeleted = (n: number): NewEvent => ({
  type: 'document.deleted',
  payload: { ...input, document_id: testId(n) },
});

test('an event for a query that is not cached does nothing, and its fetch brings it', async () => {
  const bring = await live();
  bring(documentCreated(20));
  expect(data(documents)).toBeUndefined();
  truth['documents.list'] = [aDocument(20), aDocument(10)];
  await load(documents);
  bring(documentCreated(20));
  expect(data(documents)).toEqual(truth['documents.list']);
});

test('an event that comes while a fetch is under way is applied to what it brings', async () => {
  const bring = await live();
  tab.observe(documents);
  tab.readCall(0);
  bring(documentCreated(20));
  await tab.finishCalls();
  expect(data(documents)).toEqual([aDocument(20), aDocument(10)]);
});

test('a fetch does not take back what the cache has newer', async () => {
  const bring = await live();
  await load(documents);
  void tab.queryClient.invalidateQueries({ queryKey: documents.queryKey });
  tab.readCall(0);
  const retried = aDocument(10, { version: 4, status: 'parsed' });
  tab.liveCache.expectAnswer()([
    { type: 'document.status_updated', payload: { document_id: testId(10), ...retried } },
  ]);
  await tab.finishCalls();
  expect(data(documents)).toMatchObject([{ version: 4, status: 'parsed' }]);
  bring(documentCreated(20));
  expect(data(documents)).toMatchObject([{ version: 1 }, { version: 4 }]);
});

test('what is deleted stays so, whatever of it comes late', async () => {
  truth['jobs.list'] = [aJob(11, { document_id: testId(10) })];
  const jobs = testQueries.jobs(input);
  await load(documents, jobs);
  const bring = await live();
  const take = tab.liveCache.expectAnswer();
  bring(documentDeleted(10));
  expect([data(documents), data(jobs)]).toEqual([[], []]);
  bring(jobUpdated(aJob(11, { document_id: testId(10), version: 5 })), documentCreated(10));
  take([documentCreated(10)]);
  expect([data(documents), data(jobs)]).toEqual([[], []]);
});

test('with a document goes its own query, with a conversation its messages and jobs', async () => {
  truth['documents.get'] = { ...aDocument(10), jobs: [] };
  truth['messages.list'] = { items: [aMessage(30)], next_cursor: null };
  truth['jobs.list'] = [aJob(31, { conversation_id: conversationId })];
  truth['conversations.list'] = [aConversation(2)];
  const document = testQueries.document({ document_id: testId(10) });
  const messages = testQueries.messages({ conversation_id: conversationId });
  const jobs = testQueries.jobs(input);
  const conversations = testQueries.conversations(input);
  await load(document, messages, jobs, conversations);
  const bring = await live();
  bring(documentDeleted(10));
  bring({
    type: 'conversation.deleted',
    payload: { ...input, conversation_id: conversationId, version: 2 },
  });
  expect([data(document), data(messages)]).toEqual([undefined, undefined]);
  expect([data(jobs), data(conversations)]).toEqual([[], []]);
});

test('with a workspace goes everything in it', async () => {
  truth['workspaces.list'] = [aWorkspace(1), aWorkspace(3)];
  truth['documents.get'] = { ...aDocument(10), jobs: [] };
  truth['messages.list'] = { items: [aMessage(30)], next_cursor: null };
  truth['jobs.list'] = [];
  const ofIt = [
    documents,
    testQueries.document({ document_id: testId(10) }),
    testQueries.messages({ conversation_id: conversationId }),
    testQueries.jobs(input),
  ];
  await load(testQueries.workspaces(), ...ofIt);
  const bring = await live();
  bring({ type: 'workspace.deleted', payload: { workspace_id: workspaceId } });
  expect(data(testQueries.workspaces())).toEqual([aWorkspace(3)]);
  expect(ofIt.map(data)).toEqual([undefined, undefined, undefined, undefined]);
});

test('what was fetched before a first subscription was live is fetched again', async () => {
  truth['workspaces.list'] = [aWorkspace(1)];
  await load(documents, testQueries.workspaces());
  truth['documents.list'] = [aDocument(20), aDocument(10)];
  const { bring } = follow();
  bring(ready);
  expect(tab.callsUnderWay).toBe(1);
  await tab.finishCalls();
  expect(data(documents)).toEqual(truth['documents.list']);
});

test('so is what was being fetched then', async () => {
  tab.observe(documents);
  tab.readCall(0);
  follow().bring(ready);
  truth['documents.list'] = [aDocument(20), aDocument(10)];
  await tab.endCall(0, 'finish');
  expect(tab.callsUnderWay).toBe(1);
  await tab.finishCalls();
  expect(data(documents)).toEqual(truth['documents.list']);
});

test('a subscription that goes on where the last one ended has nothing fetched again', async () => {
  await load(documents);
  const bring = await live();
  bring(documentCreated(20));
  const next = follow();
  expect(next.lastEventId).toBe('epoch.102');
  next.bring(documentCreated(30), ready);
  expect(tab.callsUnderWay).toBe(0);
  expect(data(documents)).toEqual([aDocument(30), aDocument(20), aDocument(10)]);
});

test('a subscription that never was live has nothing to go on from', () => {
  follow().bring(documentCreated(20));
  expect(follow().lastEventId).toBeUndefined();
});

test('after a reset even older versions and what was deleted are right', async () => {
  truth['documents.list'] = [aDocument(20, { version: 9 }), aDocument(10)];
  await load(documents);
  const bring = await live();
  bring(documentDeleted(10));
  truth['documents.list'] = [aDocument(20, { version: 3 }), aDocument(10)];
  bring(reset, ready);
  expect(tab.callsUnderWay).toBe(1);
  bring({
    type: 'document.status_updated',
    payload: { document_id: testId(20), ...aDocument(20, { version: 4 }) },
  });
  await tab.finishCalls();
  expect(data(documents)).toMatchObject([{ version: 4 }, { id: testId(10) }]);
});

test('what could not be fetched while the server was away is fetched when it is back', async () => {
  const bring = await live();
  tab.observe(documents);
  await tab.endCall(0, 'fail');
  bring(ready);
  await tab.finishCalls();
  expect(data(documents)).toEqual([aDocument(10)]);
});

test('a patch does not make fresh what has to be fetched again', async () => {
  const bring = await live();
  await load(documents);
  tab.unobserve(documents);
  bring(reset, documentCreated(20));
  truth['documents.list'] = [aDocument(30)];
  await load(documents);
  expect(data(documents)).toEqual([aDocument(30)]);
});

test('a query that the server will refuse disturbs nobody', async () => {
  const bring = await live();
  await load(documents);
  tab.queryClient.setQueryData([['documents', 'list'], { input: { workspace_id: 'no id' } }], []);
  tab.queryClient.setQueryData([['documents', 'list'], { type: 'query' }], []);
  bring(documentCreated(20));
  expect(data(documents)).toEqual([aDocument(20), aDocument(10)]);
});

test('an answer says nothing about what was fetched since its call began', async () => {
  await live();
  const take = tab.liveCache.expectAnswer();
  truth['documents.list'] = [];
  await load(documents);
  take([documentCreated(10)]);
  expect(data(documents)).toEqual([]);
  const takeNext = tab.liveCache.expectAnswer();
  takeNext([documentCreated(20)]);
  expect(data(documents)).toEqual([aDocument(20)]);
});

test('a message that is created in another conversation changes nothing', async () => {
  truth['messages.list'] = { items: [aMessage(30)], next_cursor: null };
  const messages = testQueries.messages({ conversation_id: conversationId });
  await load(messages);
  const bring = await live();
  const before = data(messages);
  bring(messageCreated(aMessage(40, { conversation_id: testId(99) })));
  expect(data(messages)).toBe(before);
});
