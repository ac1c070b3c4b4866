import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { locateQuote, rangesWithin, splitAtRanges } from '#features/documents/locateQuote.ts';
import { comparableText } from '#shared/comparableText.ts';

const marked = (text: string, quote: string) =>
  locateQuote(text, quote).map(({ start, end }) => text.slice(start, end));

test.each([
  ['word for word', 'One. Two. Three.', 'Two.', ['Two.']],
  [
    'lines joined',
    'is paid\nfor  21 days\n\nper year.',
    ' paid for 21 days ',
    ['paid\nfor  21 days'],
  ],
  [
    'a hyphen at a line end',
    'of the vaca-\ntion days.',
    'the vacation days',
    ['the vaca-\ntion days'],
  ],
  ['soft hyphens', 'the va\u00adca\u00adtion', 'the vacation', ['the va\u00adca\u00adtion']],
  ['ligatures', 'the o\ufb03ce \ufb01le', 'the office file', ['the o\ufb03ce \ufb01le']],
  ['typographic signs', '“It’s” – so', '"It\'s" - so', ['“It’s” – so']],
  ['signs of patterns', 'cost (net) [1] is $5.00?', '[1] is $5.00?', ['[1] is $5.00?']],
  [
    'Vietnamese, decomposed',
    'nghỉ phép năm'.normalize('NFD'),
    'phép năm',
    ['phép năm'.normalize('NFD')],
  ],
  ['Thai, SARA AM in two pieces', 'ทํา งานวันละ', 'ทำงาน', ['ทํา งาน']],
  ['the middle of another word is no place', '21 days or 1 day', '1 day', ['1 day']],
  ['cells of a table', 'Books\n600 euros\nNobody', 'Books | 600 euros', ['Books\n600 euros']],
  ['none', 'text', 'other', []],
  ['an empty quote', 'text', '  ', []],
])('%s', (_name, text, quote, expected) => {
  expect(marked(text, quote)).toEqual(expected);
});

test('the middle of a word is marked only where it stands nowhere else', () => {
  expect(locateQuote('21 days or 1 day', '1 day')).toEqual([{ start: 11, end: 16 }]);
});

test('lines between which those of another column stand', () => {
  const text =
    'Leave is granted to every\nExpenses are paid back\nemployee who has been here\nwithin a fortnight of the\nfor a year.\nclaim.';
  expect(marked(text, 'Leave is granted to every employee who has been here for a year.')).toEqual([
    'Leave is granted to every',
    'employee who has been here',
    'for a year.',
  ]);
});

test('a letter that was read otherwise leaves the rest of the quote marked', () => {
  expect(
    marked('The annual rnaintenance of the lift', 'The annual maintenance of the lift'),
  ).toEqual(['The annual ', 'aintenance of the lift'].map((piece) => piece.trim()));
});

test('a passage that is merely alike is not marked', () => {
  expect(
    locateQuote(
      'Part-time employees receive 13 days and no more.',
      'Full-time employees receive 27 vacation days per calendar year.',
    ),
  ).toEqual([]);
});

/** Words without marks or signs that change what stands beside them. */
const word = fc.stringMatching(/^[a-zđơưăâôภาษาไทย]{1,9}$/u);
const words = fc.array(word, { minLength: 3, maxLength: 30 });
/** What a page may put where its text has a space. */
const gap = fc.constantFrom(' ', '  ', '\n', '-\n', '\u00ad\n', '\u00a0', '');

propertyTest.prop([words, words, words, fc.array(gap, { minLength: 30, maxLength: 30 })])(
  'a quote is found whole, however its words are set',
  (before, quote, after, gaps) => {
    const set = quote.map((each, index) => each + (gaps[index] ?? '')).join('');
    const text = `${before.join(' ')} ${set} ${after.join(' ')}`;
    const ranges = locateQuote(text, quote.join(' '));
    const found = ranges.map(({ start, end }) => text.slice(start, end)).join('');
    expect(comparableText(found).text).toBe(comparableText(quote.join('')).text);
  },
);

const ranges = fc
  .array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 5 })
  .map((pairs) =>
    pairs
      .map(([start, length]) => ({ start, end: start + length + 1 }))
      .toSorted((one, other) => one.start - other.start),
  );

propertyTest.prop([fc.string({ minLength: 80, maxLength: 80 }), ranges, fc.nat(80)])(
  'a text that is cut in two has the same letters marked as the whole',
  (text, all, cut) => {
    const flags = (piece: string, local: typeof all) =>
      splitAtRanges(piece, local).flatMap((part) =>
        Array.from({ length: part.text.length }, () => part.isMarked),
      );
    const whole = flags(text, all);
    const pieces = [
      { start: 0, end: cut },
      { start: cut, end: text.length },
    ].flatMap((piece) => flags(text.slice(piece.start, piece.end), rangesWithin(all, piece)));
    expect(pieces).toEqual(whole);
    expect(whole).toEqual(
      Array.from({ length: text.length }, (_, at) =>
        all.some(({ start, end }) => at >= start && at < end),
      ),
    );
  },
);
