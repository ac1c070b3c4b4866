import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { placedBlocks } from '#domain/parsing/pdfBlocks.ts';
import { pdfOf, type TestLine } from '#domain/parsing/testPdf.ts';

const pagesOf = async (pages: readonly TestLine[][]) =>
  (await parseFile(pdfOf(pages), { fileName: 'a.pdf' })).pages;
const textsOf = async (pages: readonly TestLine[][]) =>
  (await pagesOf(pages)).map(({ text }) => text);

const hyphens = [
  ['a hyphen', '-'],
  ['a soft hyphen', '\u00ad'],
  ['U+2010', '\u2010'],
] as const;

const lines = (texts: readonly string[], at: Omit<TestLine, 'text'>): TestLine[] =>
  texts.map((text, nth) => ({ ...at, text, y: at.y + nth * 13 }));
/** A column of full lines about a thing, whose last line and first line are these. */
const columnOf = (first: string, thing: string, last: string) => [
  first,
  `the ${thing} was measured with great care and`,
  `nobody at the ${thing} expected what came out`,
  `when the ${thing} had been looked at each day`,
  `and what the ${thing} told was written in here`,
  `so that the ${thing} could be compared with the`,
  last,
];

test.each(hyphens)('a word divided by %s at the end of a line is whole', async (_name, hyphen) => {
  const [text] = await textsOf([
    lines(columnOf('There are others', 'river', `readings of the alter${hyphen}`), {
      y: 150,
    }).concat({ text: 'native coefficients were kept in all of it.', y: 150 + 7 * 13 }),
  ]);
  expect(text).toContain('readings of the alternative coefficients');
});

test.each(hyphens)('a word divided by %s at the end of a column is whole', (_name, hyphen) => {
  const column = (texts: readonly string[], x: number) =>
    texts.map((text, nth) => ({
      text,
      x,
      y: 150 + nth * 13,
      width: text.length * 5,
      height: 11,
      fontSize: 11,
      words: [],
    }));
  const left = columnOf('There are others who', 'river', `and the readings of all alter${hyphen}`);
  const right = columnOf('native coefficients, because', 'harbour', 'they were as good as any.');
  const items = [...column(left, 60), ...column(right, 330)];
  const [block, ...others] = placedBlocks(items, { width: 595, height: 842 });
  expect(block?.text).toContain('of all alternative coefficients, because the harbour');
  expect(others).toEqual([]);
});

test.each(hyphens)(
  'a word divided by %s at the end of a page is whole there',
  async (_n, hyphen) => {
    const [first, second, third] = await pagesOf([
      lines(columnOf('There are others who', 'river', `and the readings of all alter${hyphen}`), {
        y: 150,
      }),
      lines(columnOf('native coefficients, because', 'harbour', 'they were as good as oth\u2010'), {
        y: 150,
      }),
      [{ text: 'ers.', y: 150 }],
    ]);
    expect(first?.text).toMatch(/^There are [\s\S]* all alternative$/);
    expect(first?.blocks.at(-1)?.end).toBe(first?.text.length);
    expect(second?.text).toMatch(/^coefficients, because [\s\S]* good as others\.$/);
    expect(third).toEqual({ page: 3, text: '', blocks: [] });
  },
);

test('a page that ends with a dash, or goes on with another sentence, ends as it is written', async () => {
  const dash = 'and the readings of all pre-';
  const texts = await textsOf([
    lines(columnOf('There are others who', 'river', dash), { y: 150 }),
    lines(columnOf('Native coefficients, because', 'harbour', 'they were good \u2010'), { y: 150 }),
    lines(columnOf('or better than what we knew', 'bridge', 'at that time.'), { y: 150 }),
  ]);
  expect(texts[0]).toMatch(/all pre-$/);
  expect(texts[1]).toMatch(/^Native/);
  expect(texts[2]).toMatch(/^or better/);
});

test('hyphens within lines stay', async () => {
  const [text] = await textsOf([
    lines(
      columnOf(
        'Self\u2010made pre- and post\u2010war',
        'well-known river',
        'they were co\u00adoperative.',
      ),
      { y: 150 },
    ),
  ]);
  expect(text).toMatch(/^Self[-\u2010]made pre- and post[-\u2010]war the well-known river/);
  expect(text).toMatch(/they were cooperative\.$/);
});

test('signs are those of the page, also where they would mark something in Markdown', async () => {
  const [text] = await textsOf([
    lines(columnOf('2*3 of snake_case in C:\\path', 'river*', '** is a __note__.'), { y: 150 }),
  ]);
  expect(text).toMatch(/^2\*3 of snake_case in C:\\path the river\* was .* \*\* is a __note__\.$/);
});

test('a short line in larger letters is a heading, numbered or not', async () => {
  const [page] = await pagesOf([
    [
      { text: '4', y: 120, size: 16 },
      { text: 'Leave', x: 100, y: 120, size: 16 },
      ...lines(columnOf('There are others', 'river', 'they were as good as any.'), { y: 150 }),
    ],
  ]);
  expect(page?.blocks[0]).toEqual({ kind: 'heading', level: 2, start: 0, end: '4 Leave'.length });
});

test('Chinese and Japanese have no space where a line ends, but where they have one', () => {
  const items = [
    '正社員には年に二十日の有給休暇',
    'があります。 申請は緊急の場合を',
    '除き、Parley',
    'で七日前までに　承認を受ける。',
  ].map((text, nth) => ({
    text,
    x: 60,
    y: 150 + nth * 13,
    width: text.length * 11,
    height: 11,
    fontSize: 11,
    words: [],
  }));
  expect(placedBlocks(items, { width: 595, height: 842 }).map(({ text }) => text)).toEqual([
    '正社員には年に二十日の有給休暇があります。 申請は緊急の場合を除き、Parley で七日前までに 承認を受ける。',
  ]);
});

test('what stands above the header of a PDF is left out', async () => {
  const file = Buffer.concat([
    Buffer.from('Saved by a mail program\n'),
    pdfOf([[{ text: 'Leave', y: 150 }]]),
  ]);
  expect((await parseFile(file, { fileName: 'a.pdf' })).pages[0]?.text).toBe('Leave');
});
