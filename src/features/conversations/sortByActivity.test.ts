import { expect, test } from 'vitest';
import { sortByActivity } from '#features/conversations/sortByActivity.ts';

test('the latest spoken in comes first, a new one counts from when it was begun', () => {
  const at = (minute: number) => `2026-05-20T10:0${minute}:00.000Z`;
  const old = { name: 'old', created_at: at(1), last_message_at: at(2) };
  const revived = { name: 'revived', created_at: at(0), last_message_at: at(5) };
  const fresh = { name: 'fresh', created_at: at(3), last_message_at: null };
  const sorted = sortByActivity([old, revived, fresh]);
  expect(sorted.map(({ name }) => name)).toEqual(['revived', 'fresh', 'old']);
});
