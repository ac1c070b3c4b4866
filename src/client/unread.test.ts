import { expect, test } from 'vitest';
import { aConversation, aParticipant } from '#client/testRows.ts';
import { unreadIn } from '#client/unread.ts';

const joined = '2026-01-01T00:00:00.000Z';
const later = '2026-01-02T00:00:00.000Z';
const before = '2025-12-31T00:00:00.000Z';
const team = (of = {}) =>
  aConversation(20, { kind: 'team', last_seq: 5, last_message_at: later, ...of });

test('unread is what has come after the cursor, and never less than nothing', () => {
  expect(unreadIn(team(), aParticipant(10, { read_seq: 3 }), joined)).toBe(2);
  expect(unreadIn(team(), aParticipant(10, { read_seq: 5 }), joined)).toBe(0);
  expect(unreadIn(team({ last_seq: 4 }), aParticipant(10, { read_seq: 5 }), joined)).toBe(0);
});

test('who has never looked has all of a team’s conversation before them, but not what is older than they', () => {
  expect(unreadIn(team(), undefined, joined)).toBe(5);
  expect(unreadIn(team({ last_message_at: before }), undefined, joined)).toBe(0);
  expect(unreadIn(team(), undefined, undefined)).toBe(0);
});

test.each(['ai', 'live'] as const)('a talk of kind %s counts for those who take part', (kind) => {
  expect(unreadIn(team({ kind }), undefined, joined)).toBe(0);
  expect(unreadIn(team({ kind }), aParticipant(10, { read_seq: 1 }), joined)).toBe(4);
});
