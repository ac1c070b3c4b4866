import { MutationObserver } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { expect, test, vi } from 'vitest';
import { createQueryClient } from '#client/queryClient.ts';
import { testQueries } from '#client/testQueries.ts';
import {
  aConversation,
  aDocument,
  aMessage,
  aWorkspace,
  conversationId,
  testId,
  workspaceId,
} from '#client/testRows.ts';

/** What a cache holds after a mutation was answered, made as tRPC's hooks make it. */
async function afterMutation(path: string, result: unknown) {
  const { queryClient } = createQueryClient(testId(0));
  const input = { workspace_id: workspaceId };
  const queries = {
    workspaces: [testQueries.workspaces(), [aWorkspace(1)]],
    documents: [testQueries.documents(input), [aDocument(10)]],
    conversations: [testQueries.conversations(input), [aConversation(2)]],
    messages: [
      testQueries.messages({ conversation_id: conversationId }),
      { pages: [{ items: [aMessage(30)], next_cursor: null }], pageParams: [null] },
    ],
  } as const;
  for (const [{ queryKey }, data] of Object.values(queries))
    queryClient.setQueryData(queryKey, data);
  const mutation = new MutationObserver(queryClient, {
    mutationKey: [path.split('.')],
    mutationFn: async () => result,
  });
  await mutation.mutate();
  return (noun: keyof typeof queries) =>
    JSON.stringify(queryClient.getQueryData(queries[noun][0].queryKey));
}

test.for([
  ['workspaces.create', aWorkspace(3, { name: 'New' }), 'workspaces', '"name":"New"'],
  ['workspaces.rename', aWorkspace(1, { version: 2, name: 'New' }), 'workspaces', '"name":"New"'],
  ['workspaces.remove', { workspace_id: workspaceId }, 'workspaces', '[]'],
  ['documents.upload', { document: aDocument(20), duplicate: false }, 'documents', testId(20)],
  ['documents.retry', aDocument(10, { version: 2, status: 'parsed' }), 'documents', 'parsed'],
  ['documents.remove', { document_id: testId(10) }, 'documents', '[]'],
  ['conversations.create', aConversation(4, { title: 'New' }), 'conversations', '"title":"New"'],
  [
    'conversations.rename',
    aConversation(2, { version: 2, title: 'New' }),
    'conversations',
    '"title":"New"',
  ],
  ['conversations.remove', { conversation_id: conversationId }, 'conversations', '[]'],
  [
    'messages.send',
    { user_message: aMessage(31), ai_message: aMessage(32) },
    'messages',
    testId(32),
  ],
  ['messages.stop', aMessage(30, { version: 2, stopped: true }), 'messages', '"stopped":true'],
  ['messages.regenerate', aMessage(30, { version: 2, content: 'new' }), 'messages', 'new'],
] as const)('the answer of %s shows at once', async ([path, result, noun, shown]) => {
  const cached = await afterMutation(path, result);
  expect(cached(noun)).toContain(shown);
});

test('the answer of a mutation that the cache knows nothing of changes nothing', async () => {
  const cached = await afterMutation('typing.set', {});
  expect(cached('documents')).toBe(JSON.stringify([aDocument(10)]));
});

const failure = (httpStatus: number) =>
  new TRPCClientError('No', {
    result: { error: { code: 0, message: 'No', data: { httpStatus } } },
  });

test('what is refused is not asked again; what failed is, three times', async () => {
  const { queryClient } = createQueryClient(testId(0));
  const retry = queryClient.getDefaultOptions().queries?.retry;
  if (typeof retry !== 'function') throw new Error('a function decides');
  expect(retry(0, failure(404))).toBe(false);
  expect(retry(0, failure(503))).toBe(true);
  expect(retry(2, new TypeError('Failed to fetch'))).toBe(true);
  expect(retry(3, new TypeError('Failed to fetch'))).toBe(false);
});

test.each([
  ['live.assign', 2],
  ['conversations.create', 1],
])('%s, whose answer the network loses, is made %i times', async (path, times) => {
  vi.useFakeTimers();
  const { queryClient } = createQueryClient(testId(0));
  let calls = 0;
  const mutation = new MutationObserver(queryClient, {
    mutationKey: [path.split('.')],
    mutationFn: async () => {
      calls += 1;
      if (calls === 1) throw new TypeError('Failed to fetch');
      return aConversation(2);
    },
  });
  const ended = Promise.allSettled([mutation.mutate()]);
  await vi.runAllTimersAsync();
  const [{ status }] = await ended;
  vi.useRealTimers();
  expect([calls, status]).toEqual([times, times === 1 ? 'rejected' : 'fulfilled']);
});

test('what was done first and is made again stays before what was done next', async () => {
  vi.useFakeTimers();
  const { queryClient } = createQueryClient(testId(0));
  const done: string[] = [];
  let calls = 0;
  const mutate = (path: string) =>
    new MutationObserver(queryClient, {
      mutationKey: [path.split('.')],
      mutationFn: async () => {
        calls += 1;
        if (calls === 1) throw new TypeError('Failed to fetch');
        done.push(path);
        return aConversation(2);
      },
    }).mutate();
  const ended = Promise.all([mutate('live.assign'), mutate('live.setStatus')]);
  await vi.runAllTimersAsync();
  await ended;
  vi.useRealTimers();
  expect(done).toEqual(['live.assign', 'live.setStatus']);
});
