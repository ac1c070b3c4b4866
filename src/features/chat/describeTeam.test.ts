import { expect, test } from 'vitest';
import { aConversation, testId } from '#client/testRows.ts';
import type { Operator } from '#contract/chat.ts';
import { english } from '#locales/testTranslator.ts';
import { describeTeam } from '#features/chat/describeTeam.ts';

const describe = (...place: [Parameters<typeof describeTeam>[0], readonly Operator[]]) =>
  describeTeam(...place, { t: english.chat, locale: 'en' });
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
  expect(describe(before, team.slice(0, 1))).toBe('Ann is here');
  expect(describe(before, team.slice(0, 2))).toBe('Ann and Bob are here');
  expect(describe(before, team)).toBe('Ann and Bob and 1 more are here');
  expect(describe(before, [operator(1, '')])).toBe('The team is here');
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
  expect(describe(place, [ann, operator(2, 'Bob')])).toBe('Bob is answering you');
  expect(describe(place, [ann, operator(2, 'Bob', false)])).toBe('Ann is here');
  expect(describe(place, [])).toMatch(/^Nobody is here/);
});

test('with nobody there the AI answers, where there is one', () => {
  expect(describe(before, [])).toBe('The AI answers at once');
  expect(describe({ ...before, ai_enabled: false }, [])).toMatch(/^Nobody is here/);
});
