import { expect, test } from 'vitest';
import { ownChat, reduceChat } from '#client/cache/chat.ts';
import type { Change } from '#client/liveQuery.ts';
import { aChat, aConversation, aCustomer, testId, workspaceId } from '#client/testRows.ts';
import type { Conversation } from '#contract/conversations.ts';

const here = { workspace_id: workspaceId };
const live = (n: number, of: Partial<Conversation> = {}) =>
  aConversation(n, { kind: 'live', customer_id: testId(5), ...of });
const told = (conversation: Conversation): Change => ({
  type: 'conversation.updated',
  payload: { ...here, conversation },
});

test('the newest conversation of the customer is kept, by version', () => {
  const first = reduceChat(aChat(), told(live(10)));
  expect(first.conversation?.id).toBe(testId(10));
  expect(reduceChat(first, told(live(10)))).toBe(first);
  const taken = reduceChat(first, told(live(10, { version: 2, handler: 'person' })));
  expect(taken.conversation?.handler).toBe('person');
  const next = reduceChat(taken, told(live(11)));
  expect(next.conversation?.id).toBe(testId(11));
  expect(reduceChat(next, told(live(10, { version: 9 })))).toBe(next);
});

test('of other people’s conversations and customers nothing is taken', () => {
  const chat = aChat({ conversation: live(10) });
  expect(reduceChat(chat, told(live(12, { customer_id: testId(6) })))).toBe(chat);
  expect(reduceChat(chat, told(aConversation(13)))).toBe(chat);
  const other: Change = {
    type: 'customer.updated',
    payload: { ...here, customer: aCustomer(6, { version: 3 }) },
  };
  expect(reduceChat(chat, other)).toBe(chat);
});

test('what the customer tells of themselves, and a conversation that is gone', () => {
  const chat = aChat({ conversation: live(10) });
  const named: Change = {
    type: 'customer.updated',
    payload: { ...here, customer: aCustomer(5, { version: 2, display_name: 'Mai' }) },
  };
  expect(reduceChat(chat, named).customer.display_name).toBe('Mai');
  const gone: Change = {
    type: 'conversation.deleted',
    payload: { conversation_id: testId(10) },
  };
  expect(reduceChat(chat, gone).conversation).toBeNull();
});

test('a fetch takes nothing back of the same customer', () => {
  const known = aChat({
    customer: aCustomer(5, { version: 3 }),
    conversation: live(10, { version: 4 }),
  });
  const fetched = aChat({ greeting: 'Hello', conversation: live(10, { version: 3 }) });
  expect(ownChat.keepNewer(fetched, known)).toEqual({ ...known, greeting: 'Hello' });
  const other = aChat({ customer: aCustomer(6) });
  expect(ownChat.keepNewer(other, known)).toBe(other);
});
