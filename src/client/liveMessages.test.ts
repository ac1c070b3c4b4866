import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MessagePages, messagesOf } from '#client/cache/messages.ts';
import { optimisticMessage } from '#client/optimisticMessage.ts';
import { TestLiveClient } from '#client/testLiveClient.ts';
import { testQueries } from '#client/testQueries.ts';
import {
  aMessage,
  conversationId,
  messageCreated,
  messageUpdated,
  testId,
  workspaceId,
} from '#client/testRows.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Message } from '#contract/messages.ts';

const query = testQueries.messages({ conversation_id: conversationId });
const answerId = testId(40);

/** What the server has. */
let messages: Message[];
let tab: TestLiveClient;
let receive: ReturnType<TestLiveClient['liveCache']['follow']>['receive'];
beforeEach(async () => {
  messages = [aMessage(40), aMessage(30, { role: 'user', status: 'done' })];
  tab = new TestLiveClient(() => ({ items: messages, next_cursor: null }));
  ({ receive } = tab.liveCache.follow(workspaceId));
  receive({ id: 'epoch.1', data: [{ offset: 1, type: 'sync.ready', payload: {} }] });
});
afterEach(() => tab[Symbol.dispose]());

const load = () => {
  tab.observe(query);
  return tab.finishCalls();
};
const refetch = () => {
  void tab.queryClient.invalidateQueries({ queryKey: query.queryKey });
  return tab.finishCalls();
};
const bring = (event: NewEvent) => receive({ id: 'epoch.2', data: [{ offset: 2, ...event }] });
const shown = () =>
  messagesOf(tab.queryClient.getQueryData<MessagePages>(query.queryKey)).map(
    ({ id, status, content }) => ({ id, status, content }),
  );
const answer = () => shown().find(({ id }) => id === answerId);
const delta = (offset: number, text: string) =>
  tab.liveCache.applyDelta(answerId, { offset, text });
const running = (content: string, version = 2) =>
  aMessage(40, { version, status: 'running', content });

const draft = optimisticMessage(
  {
    workspace_id: workspaceId,
    conversation_id: conversationId,
    author_id: testId(0),
    content: 'How many?',
  },
  { clientId: testId(50), now: new Date(0) },
);
const sent = aMessage(60, {
  role: 'user',
  status: 'done',
  content: draft.content,
  client_id: draft.client_id,
});
const unsentIds = () => shown().filter(({ id }) => id === draft.id);
const sentIds = () => shown().filter(({ id }) => id === sent.id);

test('an unsent message is replaced by its event, and the answer that comes then adds nothing', async () => {
  await load();
  tab.liveCache.showUnsent(draft);
  const take = tab.liveCache.expectAnswer();
  expect(shown()[0]).toMatchObject({ id: draft.id, status: 'pending' });
  bring(messageCreated(sent));
  take([messageCreated(sent)]);
  expect([unsentIds().length, sentIds().length]).toEqual([0, 1]);
});

test('or by the answer, and the event that comes then adds nothing', async () => {
  await load();
  tab.liveCache.showUnsent(draft);
  tab.liveCache.expectAnswer()([messageCreated(sent)]);
  expect([unsentIds().length, sentIds().length]).toEqual([0, 1]);
  bring(messageCreated(sent));
  expect([unsentIds().length, sentIds().length]).toEqual([0, 1]);
});

test('a fetch keeps an unsent message, until it brings the sent one', async () => {
  tab.liveCache.showUnsent(draft);
  await load();
  expect(shown().map(({ id }) => id)).toEqual([draft.id, testId(40), testId(30)]);
  messages = [sent, ...messages];
  await refetch();
  expect([unsentIds().length, sentIds().length]).toEqual([0, 1]);
});

test('a failure is shown, unless the message had arrived all the same', async () => {
  await load();
  tab.liveCache.showUnsent(draft);
  tab.liveCache.showUnsent({ ...draft, status: 'error' });
  expect(unsentIds()).toMatchObject([{ status: 'error' }]);
  bring(messageCreated(sent));
  tab.liveCache.showUnsent({ ...draft, status: 'error' });
  expect([unsentIds().length, sentIds().length]).toEqual([0, 1]);
});

test('so it is when the event came while the messages were not loaded', async () => {
  tab.liveCache.showUnsent(draft);
  bring(messageCreated(sent));
  tab.liveCache.showUnsent({ ...draft, status: 'error' });
  await load();
  expect(unsentIds()).toEqual([]);
});

test('a discarded message is gone and stays so', async () => {
  await load();
  tab.liveCache.showUnsent({ ...draft, status: 'error' });
  tab.liveCache.discardUnsent(draft.id);
  expect(unsentIds()).toEqual([]);
  await refetch();
  expect(unsentIds()).toEqual([]);
});

test('an answer grows piece by piece; pieces that are there already do nothing', async () => {
  await load();
  expect([delta(0, 'Twenty'), delta(6, '-five'), delta(6, '-five'), delta(0, 'Tw')]).toEqual(
    Array(4).fill(false),
  );
  expect(answer()).toMatchObject({ content: 'Twenty-five', status: 'pending' });
  bring(messageUpdated(running('')));
  expect(answer()).toMatchObject({ content: 'Twenty-five', status: 'running' });
});

test('a gap asks for the message, and what waited joins it', async () => {
  await load();
  bring(messageUpdated(running('')));
  expect(delta(6, '-five')).toBe(true);
  expect(answer()?.content).toBe('');
  tab.liveCache.applyMessage(running('Twenty'));
  expect(answer()?.content).toBe('Twenty-five');
  expect(delta(11, ' days')).toBe(false);
});

test('a message that is saved less far than it has streamed takes nothing back', async () => {
  await load();
  bring(messageUpdated(running('')));
  delta(0, 'Twenty-five');
  tab.liveCache.applyMessage(running('Twen'));
  messages = [running('Twenty'), ...messages.slice(1)];
  await refetch();
  expect(answer()?.content).toBe('Twenty-five');
});

test('the final event has the last word; pieces that come later do nothing', async () => {
  await load();
  bring(messageUpdated(running('')));
  delta(0, 'Twenty-six');
  delta(30, 'lost');
  bring(messageUpdated(aMessage(40, { version: 3, status: 'done', content: 'Twenty-five.' })));
  expect(delta(10, ' days')).toBe(false);
  expect(answer()).toMatchObject({ status: 'done', content: 'Twenty-five.' });
});

test('a new attempt starts from nothing, also with pieces of the old one waiting', async () => {
  await load();
  bring(messageUpdated(running('')));
  delta(0, 'Twenty');
  delta(9, 'old');
  bring(messageUpdated(aMessage(40, { version: 3, status: 'pending' })));
  expect(answer()?.content).toBe('');
  bring(messageUpdated(running('', 4)));
  delta(0, 'Twenty-fi');
  expect(answer()?.content).toBe('Twenty-fi');
});

test('pieces of an answer that is not loaded yet wait for it', async () => {
  expect(delta(3, 'nty')).toBe(false);
  messages = [running('Twe'), ...messages.slice(1)];
  await load();
  expect(answer()?.content).toBe('Twenty');
});

test('the answers that have not ended are known', async () => {
  await load();
  tab.liveCache.showUnsent(draft);
  expect(tab.liveCache.unfinishedIn(conversationId)).toEqual([answerId]);
  expect(tab.liveCache.unfinishedIn(testId(99))).toEqual([]);
});

/** What may happen while an answer streams; `n` chooses how much. */
const step = fc.record({
  act: fc.constantFrom('write', 'save', 'piece', 'repeat', 'lose', 'fetch', 'refetch'),
  n: fc.integer({ min: 1, max: 9 }),
});
const text = Array.from({ length: 40 }, (_, at) => `word${at} `).join('');

test('whatever is lost, doubled or late, an answer shows a beginning of itself and never less than before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      using world = new TestLiveClient(() => ({ items: [running(saved)], next_cursor: null }));
      let [written, saved, heard] = [0, '', 0];
      const content = () =>
        messagesOf(world.queryClient.getQueryData<MessagePages>(query.queryKey))[0]?.content ?? '';
      const piece = (offset: number, length: number) =>
        world.liveCache.applyDelta(answerId, { offset, text: text.slice(offset, offset + length) });
      const fetch = () => world.liveCache.applyMessage(running(saved));
      world.observe(query);
      await world.finishCalls();
      for (const { act, n } of steps) {
        const before = content();
        const next = Math.min(n, written - heard);
        if (act === 'write') written = Math.min(written + n, text.length);
        if (act === 'save') saved = text.slice(0, written);
        if (act === 'piece') piece(heard, next);
        if (act === 'repeat') piece(Math.max(heard - n, 0), Math.min(n, heard));
        if (act === 'piece' || act === 'lose') heard += next;
        if (act === 'fetch') fetch();
        if (act === 'refetch') {
          void world.queryClient.invalidateQueries({ queryKey: query.queryKey });
          await world.finishCalls();
        }
        expect(text.startsWith(content())).toBe(true);
        expect(content().startsWith(before)).toBe(true);
      }
      saved = text.slice(0, written);
      fetch();
      expect(content()).toBe(saved);
    }),
    { numRuns: 300 },
  );
});
