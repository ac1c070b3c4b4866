import { expect, test } from 'vitest';
import { findNames, mentionQuery, withMention } from '#features/messages/mentionQuery.ts';

test('a name is looked for after an @ that begins a word at the end of the draft', () => {
  expect(['@', 'Ask @b', '(@bob f', 'Hi @Nguyễn', '@สม'].map(mentionQuery)).toEqual([
    '',
    'b',
    'bob f',
    'Nguyễn',
    'สม',
  ]);
  expect(['', 'bob@example', '@bob has said', '@bob, and', 'a @ b c'].map(mentionQuery)).toEqual(
    Array.from({ length: 5 }, () => null),
  );
});

test('the name takes the place of what was written of it', () => {
  expect(withMention('Ask @bo', 'bo', 'Bob Fischer')).toBe('Ask @Bob Fischer ');
});

test('any word of a name may be what one begins with', () => {
  const people = ['Bob Fischer', 'Fiona', 'Abby'].map((label) => ({ label }));
  const found = (query: string) => findNames(people, query).map(({ label }) => label);
  expect(found('fi')).toEqual(['Bob Fischer', 'Fiona']);
  expect(found('b')).toEqual(['Bob Fischer']);
  expect(found('bob f')).toEqual(['Bob Fischer']);
  expect(found('')).toHaveLength(3);
});
