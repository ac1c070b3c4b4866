import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { locateWords } from '#domain/parsing/locateWords.ts';
import { comparableText } from '#shared/comparableText.ts';

/** A word at a place of its own, by which it is told from others that read the same. */
const toWords = (line: string, nth: number) =>
  line.split(' ').map((text, at) => ({
    text,
    box: { left: at / 100, top: nth / 100, width: 0.01, height: 0.01 },
  }));

/** The words as the text has them, each with the number of its line. */
const located = (text: string, lines: readonly string[]) =>
  locateWords(text, lines.map(toWords)).map(
    ({ start, end, top }) => `${text.slice(start, end)} ${Math.round(top * 100)}`,
  );

test.each([
  [
    'lines joined',
    'is paid for 21 days',
    ['is paid', 'for 21 days'],
    ['is 0', 'paid 0', 'for 1', '21 1', 'days 1'],
  ],
  [
    'a word that two lines divide',
    'the vacation days',
    ['the vaca-', 'tion days'],
    ['the 0', 'vaca 0', 'tion 1', 'days 1'],
  ],
  [
    'cells of a table',
    'Books | 600 euros\nPens | 20 euros',
    ['Books', '600 euros', 'Pens', '20 euros'],
    ['Books 0', '600 1', 'euros 1', 'Pens 2', '20 3', 'euros 3'],
  ],
  [
    'another order',
    'second part\n\nfirst part',
    ['first part', 'second part'],
    ['second 1', 'part 1', 'first 0', 'part 0'],
  ],
  [
    'a line that the layout has cut',
    '2 | Method of work',
    ['2 Method', 'of work'],
    ['2 0', 'Method 0', 'of 1', 'work 1'],
  ],
  ['what the text lacks', 'One. Two.', ['One.', '17', 'Two.'], ['One. 0', 'Two. 2']],
  [
    'a short word is not looked for inside of others',
    'page 112',
    ['1', 'page 112'],
    ['page 1', '112 1'],
  ],
  ['dashes have no letters', '9 – 12 h', ['9 – 12 h'], ['9 0', '12 0', 'h 0']],
  [
    'the same word twice',
    'one day, one night',
    ['one', 'day,', 'one', 'night'],
    ['one 0', 'day, 1', 'one 2', 'night 3'],
  ],
  ['Thai, SARA AM in two pieces', 'ทำงานวันละ', ['ทํางาน', 'วันละ'], ['ทำงาน 0', 'วันละ 1']],
  ['nothing', '', [], []],
])('%s', (_name, text, lines, expected) => {
  expect(located(text, lines)).toEqual(expected);
});

const word = fc.stringMatching(/^[a-zđơưăâô]{1,7}$/u);
const lines = fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { maxLength: 12 });
const separator = fc.constantFrom(' ', '\n', '\n\n', ' | ', '\n• ');

propertyTest.prop([lines, fc.array(separator, { minLength: 12, maxLength: 12 })])(
  'every word of the lines has a place, in the order of the text',
  (words, separators) => {
    const texts = words.map((line) => line.join(' '));
    const text = texts
      .map((line, nth) => `${line}${separators[nth] ?? ' '}`)
      .join('')
      .trim();
    const found = locateWords(text, texts.map(toWords));
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(words.flat());
    for (const [at, { start }] of found.entries())
      expect(start).toBeGreaterThanOrEqual(found[at - 1]?.end ?? 0);
  },
);

propertyTest.prop([
  fc.string({ maxLength: 60 }),
  fc.array(fc.string({ maxLength: 12 }), { maxLength: 8 }),
])('what has a place reads there as it was recognised', (text, texts) => {
  for (const { start, end, top } of locateWords(
    text,
    texts.map((each, nth) => [{ text: each, box: { left: 0, top: nth, width: 0, height: 0 } }]),
  ))
    expect(comparableText(text.slice(start, end)).text).toContain(
      comparableText(texts[top] ?? '').text,
    );
});
