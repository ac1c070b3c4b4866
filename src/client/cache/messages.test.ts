import { expect, test } from 'vitest';
import {
  type MessagePages,
  messagesOf,
  newerMessage,
  putUnsent,
  reduceMessagePages,
} from '#client/cache/messages.ts';
import type { Change } from '#client/liveQuery.ts';
import { optimisticMessage } from '#client/optimisticMessage.ts';
import {
  aMessage,
  conversationId,
  messageCreated,
  messageUpdated,
  testId,
  workspaceId,
} from '#client/testRows.ts';
import type { Message } from '#contract/messages.ts';

const reduce = (data: MessagePages, change: Change) =>
  reduceMessagePages(data, change, { conversation_id: conversationId });
const ids = (data: MessagePages) => messagesOf(data).map(({ id }) => id);
const pages = (...each: Message[][]): MessagePages => ({
  pages: each.map((items, at) => ({
    items,
    next_cursor: at < each.length - 1 ? (items.at(-1)?.id ?? null) : null,
  })),
  pageParams: each.map(() => null),
});

test('a created message comes first, once, and only in its own conversation', () => {
  const data = pages([aMessage(20)], [aMessage(10)]);
  const change = messageCreated(aMessage(30));
  const after = reduce(data, change);
  expect(ids(after)).toEqual([testId(30), testId(20), testId(10)]);
  expect(after.pages[1]).toBe(data.pages[1]);
  expect(reduce(after, change)).toEqual(after);
  expect(reduceMessagePages(data, change, { conversation_id: testId(99) })).toBe(data);
});

test('a message that comes late takes its place by age, in whatever page that is', () => {
  const data = pages([aMessage(40), aMessage(30)], [aMessage(20)]);
  expect(ids(reduce(data, messageCreated(aMessage(35))))).toEqual([40, 35, 30, 20].map(testId));
  expect(ids(reduce(data, messageCreated(aMessage(5))))).toEqual([40, 30, 20, 5].map(testId));
});

test('a message older than what is loaded is left to its page', () => {
  const loaded = pages([aMessage(30)], [aMessage(20)]);
  const [newest] = loaded.pages;
  const data = { pages: newest ? [newest] : [], pageParams: [null] };
  expect(ids(reduce(data, messageCreated(aMessage(10))))).toEqual([testId(30)]);
});

test('a final event replaces the text; an older one does nothing', () => {
  const data = pages([aMessage(10, { version: 2, status: 'running', content: 'Twenty-fi' })]);
  const done = { version: 3, status: 'done', content: 'Twenty-five days.' } as const;
  const after = reduce(data, messageUpdated(aMessage(10, done)));
  expect(messagesOf(after)[0]).toMatchObject(done);
  expect(reduce(after, messageUpdated(aMessage(10, { version: 2, status: 'running' })))).toBe(
    after,
  );
});

test('how far a message to LINE has come, and a file that has come from there, show at it', () => {
  const sent = aMessage(10, {
    role: 'operator',
    status: 'done',
    content: 'Hi',
    delivery: 'pending',
  });
  const refused = { version: 2, delivery: 'failed', delivery_error: 'blocked' } as const;
  const after = reduce(pages([sent]), messageUpdated({ ...sent, ...refused }));
  expect(messagesOf(after)[0]).toEqual({ ...sent, ...refused });
  // The first state, that comes late, changes nothing.
  expect(reduce(after, messageUpdated(sent))).toBe(after);
  const attachment = {
    kind: 'image' as const,
    file_name: 'image.jpeg',
    mime_type: 'image/jpeg',
    size_bytes: 9,
  };
  const photo = aMessage(20, { role: 'visitor', status: 'done', content: '[photo]' });
  const fetched = reduce(pages([photo]), messageUpdated({ ...photo, version: 2, attachment }));
  expect(messagesOf(fetched)[0]).toMatchObject({ content: '[photo]', attachment });
});

test('of a running answer the longer text of one version is kept', () => {
  const streamed = aMessage(10, { version: 2, status: 'running', content: 'Twenty-five' });
  const saved = { ...streamed, content: 'Twenty' };
  expect(newerMessage(streamed, saved)).toBe(streamed);
  expect(newerMessage(saved, streamed)).toBe(streamed);
});

test('pieces that were quicker than the news that the answer has begun are kept', () => {
  const pending = aMessage(10, { version: 1, status: 'pending', content: 'Twen' });
  const begun = aMessage(10, { version: 2, status: 'running', content: '' });
  expect(newerMessage(pending, begun)).toEqual({ ...begun, content: 'Twen' });
});

test('a new attempt begins from its own text', () => {
  const first = aMessage(10, { version: 2, status: 'running', content: 'Twenty' });
  const again = aMessage(10, { version: 3, status: 'pending', content: '' });
  expect(newerMessage(first, again)).toBe(again);
  const second = aMessage(10, { version: 4, status: 'running', content: '' });
  expect(newerMessage(first, second)).toBe(second);
});

const unsent = optimisticMessage(
  {
    workspace_id: workspaceId,
    conversation_id: conversationId,
    author_id: testId(0),
    content: 'How many?',
  },
  { clientId: testId(50), now: new Date(0) },
);

test('an unsent message is shown once, as the newest, and gives way to the sent one', () => {
  const data = putUnsent(putUnsent(pages([aMessage(10)]), unsent), unsent);
  expect(ids(data)).toEqual([unsent.id, testId(10)]);
  const sent = aMessage(20, { role: 'user', status: 'done', client_id: unsent.client_id });
  expect(ids(reduce(data, messageCreated(sent)))).toEqual([testId(20), testId(10)]);
});

test('an unsent message changes where it is, and its id says nothing about the place of others', () => {
  const shown = putUnsent(pages([aMessage(60), aMessage(10)]), unsent);
  const failed = putUnsent(shown, { ...unsent, status: 'error' });
  expect(messagesOf(failed)[0]?.status).toBe('error');
  expect(ids(reduce(failed, messageCreated(aMessage(55))))).toEqual([50, 60, 55, 10].map(testId));
});
