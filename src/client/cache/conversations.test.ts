import { expect, test } from 'vitest';
import { reduceConversationList } from '#client/cache/conversations.ts';
import { aConversation, testId, workspaceId } from '#client/testRows.ts';

const input = { workspace_id: workspaceId };
const list = [aConversation(20, { version: 2 }), aConversation(10)];

test('a created conversation comes first, once, and only to its own workspace', () => {
  const conversation = aConversation(30);
  const change = { type: 'conversation.created', payload: { ...input, conversation } } as const;
  const after = reduceConversationList(list, change, input);
  expect(after).toEqual([conversation, ...list]);
  expect(reduceConversationList(after, change, input)).toBe(after);
  expect(reduceConversationList(list, change, { workspace_id: testId(99) })).toBe(list);
});

test('only a newer version changes a conversation, in its place', () => {
  const updated = (version: number) =>
    reduceConversationList(
      list,
      {
        type: 'conversation.updated',
        payload: { ...input, conversation: aConversation(20, { version, title: 'Sick days' }) },
      },
      input,
    );
  expect(updated(3).map(({ title }) => title)).toEqual(['Sick days', 'Vacation']);
  expect(updated(2)).toBe(list);
});

test('a deleted conversation is gone', () => {
  const payload = { ...input, conversation_id: testId(10) };
  const after = reduceConversationList(list, { type: 'conversation.deleted', payload }, input);
  expect(after).toEqual([list[0]]);
});
