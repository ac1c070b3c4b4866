import { expect, test } from 'vitest';
import { aConversation, aCustomer, testId } from '#client/testRows.ts';
import type { Conversation } from '#contract/conversations.ts';
import { deskTabs, listDesk, matchesFilter, neighbourOf } from '#features/live/deskLists.ts';

const me = testId(5);
const live = (n: number, of: Partial<Conversation> = {}) =>
  aConversation(n, {
    kind: 'live',
    live_status: 'open',
    handler: 'person',
    last_message_at: `2026-01-01T00:00:${n}.000Z`,
    ...of,
  });

const rows = [
  live(10),
  live(11),
  live(12, { assignee_id: me }),
  live(13, { assignee_id: me, snoozed_until: '2026-02-01T00:00:00.000Z' }),
  live(14, { assignee_id: testId(6) }),
  live(15, { handler: 'ai' }),
  live(16, { live_status: 'resolved', assignee_id: me }),
  live(17, { last_message_at: null }),
  aConversation(18, { last_message_at: '2026-01-01T00:00:18.000Z' }),
];
const numbers = (list: readonly Conversation[]) => list.map(({ id }) => Number(id.slice(-2)));

test('each tab holds what it says, the longest waiting and else the latest first', () => {
  const lists = Object.fromEntries(deskTabs.map((tab) => [tab, numbers(listDesk(rows, tab, me))]));
  expect(lists).toEqual({
    waiting: [10, 11],
    mine: [12, 13],
    all: [15, 14, 12, 11, 10, 13],
    closed: [16],
  });
});

test('nothing is mine while it is not known who I am', () => {
  expect(listDesk(rows, 'mine', null)).toEqual([]);
});

test('a customer is found by name, address, own id and what was asked, on the channel that is wanted', () => {
  const customer = aCustomer(1, { display_name: 'Nguyễn Mai', email: 'mai@example.com' });
  const conversation = live(10, { title: 'Where is my order?' });
  const found = (text: string, channel: 'any' | 'web' | 'line' = 'any') =>
    matchesFilter(conversation, customer, { text, channel });
  expect(['', ' mai ', 'NGUYỄN', 'example.com', 'order'].every((text) => found(text))).toBe(true);
  expect(found('invoice')).toBe(false);
  expect(found('mai', 'web')).toBe(true);
  expect(found('mai', 'line')).toBe(false);
});

test('one goes through the list from the open one on', () => {
  const list = rows.slice(0, 3);
  expect(neighbourOf(list, testId(10), 1)).toBe(list[1]);
  expect(neighbourOf(list, testId(11), -1)).toBe(list[0]);
  expect(neighbourOf(list, testId(12), 1)).toBeUndefined();
  expect(neighbourOf(list, null, 1)).toBe(list[0]);
});
