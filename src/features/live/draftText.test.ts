import { expect, test } from 'vitest';
import { draftText } from '#features/live/draftText.ts';

test('a draft loses the numbers of its sources and the marks of quotes, and nothing else', () => {
  expect(draftText('> Returns take 30 days. [1][2]\n\n\n\n> Then not. [3]\n')).toBe(
    'Returns take 30 days.\n\nThen not.',
  );
  expect(draftText('5 > 3, see [the page](https://example.com)')).toBe(
    '5 > 3, see [the page](https://example.com)',
  );
});
