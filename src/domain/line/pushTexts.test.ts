import { expect, test } from 'vitest';
import { plainAnswer, pushTexts } from '#domain/line/pushTexts.ts';

test('what fits is one text; what does not is cut at a line or a word, and nothing is lost', () => {
  expect(pushTexts(' Hello ')).toEqual(['Hello']);
  const long = Array.from({ length: 2_200 }, (_, nth) => `word${nth}`).join(' ');
  const pieces = pushTexts(long);
  expect(pieces.every(({ length }) => length <= 5_000)).toBe(true);
  expect(pieces.join(' ')).toBe(long);
});

test('a text without a space is cut, but never within a character', () => {
  const pieces = pushTexts(`x${'😀'.repeat(4_000)}`);
  expect(pieces.length).toBe(2);
  expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
});

test('LINE takes five texts: what is beyond ends with an ellipsis', () => {
  const pieces = pushTexts('x'.repeat(40_000));
  expect(pieces).toHaveLength(5);
  expect(pieces.at(-1)).toMatch(/x…$/);
});

test('an answer loses its marks and its references', () => {
  const answer =
    'Leave is **25 days** [1][2].\n\n- in *summer*\n- in winter [3]\n\n> quoted\n\n1. one\n2. two';
  expect(plainAnswer(answer)).toBe(
    'Leave is 25 days.\n\n• in summer\n• in winter\n\nquoted\n\n1. one\n2. two',
  );
});
