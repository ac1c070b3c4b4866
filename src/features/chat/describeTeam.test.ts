import { expect, test } from 'vitest';
import { aConversation, testId } from '#client/testRows.ts';
import type { Operator } from '#contract/chat.ts';
import { describeTeam } from '#features/chat/describeTeam.ts';

const operator = (n: number, display_name: string, online = true): Operator => ({
  user_id: testId(n),
  display_name,
  online,
});
const before = { conversation: null, ai_enabled: true };

test('who is there is told by name, the first two at most', () => {
  const team = [
    operator(1, 'Ann'),
    operator(2, 'Bob'),
    operator(3, 'Cleo'),
    operator(4, 'Dan', false),
  ];
  expect(describeTeam(before, team.slice(0, 1))).toBe('Ann is here');
  expect(describeTeam(before, team.slice(0, 2))).toBe('Ann and Bob are here');
  expect(describeTeam(before, team)).toBe('Ann, Bob and 1 more are here');
  expect(describeTeam(before, [operator(1, '')])).toBe('The team is here');
});

test('whoever has the conversation stands before all others, while they are there', () => {
  const conversation = aConversation(9, {
    kind: 'live',
    handler: 'person',
    live_status: 'open',
    assignee_id: testId(2),
  });
  const place = { conversation, ai_enabled: true };
  const ann = operator(1, 'Ann');
  expect(describeTeam(place, [ann, operator(2, 'Bob')])).toBe('Bob is answering you');
  expect(describeTeam(place, [ann, operator(2, 'Bob', false)])).toBe('Ann is here');
  expect(describeTeam(place, [])).toMatch(/^Nobody is here/);
});

test('with nobody there the AI answers, where there is one', () => {
  expect(describeTeam(before, [])).toBe('The AI answers at once');
  expect(describeTeam({ ...before, ai_enabled: false }, [])).toMatch(/^Nobody is here/);
});
