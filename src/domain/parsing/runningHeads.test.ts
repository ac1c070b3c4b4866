import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { pdfOf, type TestLine } from '#domain/parsing/testPdf.ts';

const things = ['river', 'harbour', 'bridge', 'meadow', 'mill', 'lock', 'weir'];
/** What only this page says. */
const bodyOf = (page: number, lines = 6): TestLine[] =>
  Array.from({ length: lines }, (_, nth) => ({
    text: `Line ${nth} of sheet ${page} says what was seen at the ${things[(page + nth) % 7]} on that day.`,
    y: 150 + nth * 14,
  }));
const head = (text: string): TestLine => ({ text, y: 40, size: 9 });
const foot = (text: string): TestLine => ({ text, y: 800, size: 9 });
const title = (text: string): TestLine => ({ text, y: 90, size: 20 });

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const textsOf = async (count: number, linesOf: (page: number) => TestLine[]) => {
  const { pages } = await parseFile(pdfOf(numbered(count).map(linesOf)), { fileName: 'a.pdf' });
  return pages.map(({ text }) => text);
};
/** Every page has its own text whole. */
const expectBodies = (texts: readonly string[], lines = 6) => {
  for (const [index, text] of texts.entries())
    for (const line of bodyOf(index + 1, lines)) expect(text).toContain(line.text);
};

test.each([100, 101, 102, 201])(
  'the last pages of %i have no running heads either',
  async (count) => {
    const texts = await textsOf(count, (page) => [
      head('The Book of Rivers'),
      ...bodyOf(page, page > 100 ? 1 : 6),
      foot(`Page ${page} of ${count}`),
    ]);
    expect(texts).toHaveLength(count);
    expect(texts.join('\n')).not.toMatch(/Book of Rivers|Page \d/);
    expectBodies(texts, 1);
  },
);

test('each chapter of five pages has its own head, also across a hundred pages', async () => {
  const chapterOf = (page: number) => Math.ceil((page + 2) / 5);
  const texts = await textsOf(110, (page) => [
    head(`The Chapter about ${things[chapterOf(page) % 7]}s ${chapterOf(page)}`),
    ...bodyOf(page),
    foot(`${page}`),
  ]);
  // Of the first and the last there are three pages.
  expect(texts.filter((text) => text.includes('The Chapter'))).toEqual([]);
  expect(texts.filter((text) => /\n\d+$/.test(text))).toEqual([]);
  expectBodies(texts);
});

test('left and right pages have their own', async () => {
  const texts = await textsOf(104, (page) => [
    head(page % 2 === 0 ? `${page} The Book of Rivers` : `Chapter ${Math.ceil(page / 8)} ${page}`),
    ...bodyOf(page),
  ]);
  expect(texts.join('\n')).not.toMatch(/Book of Rivers|Chapter/);
  expectBodies(texts);
});

test('a head close to the text goes without it', async () => {
  const texts = await textsOf(5, (page) => [
    { text: 'The Book of Rivers', y: 60 },
    ...bodyOf(page).map((line) => ({ ...line, y: line.y - 70 })),
  ]);
  expect(texts.join('\n')).not.toContain('Book of Rivers');
  expectBodies(texts);
});

test.each([
  ['a title that stands once or twice', [7, 8]],
  ['a title that stands here and there', [7, 20, 40]],
])('%s is kept', async (_what, on) => {
  const texts = await textsOf(50, (page) => [
    ...(on.includes(page) ? [title('Results of the year')] : []),
    ...bodyOf(page),
  ]);
  const found = texts.flatMap((text, index) => (text.includes('Results') ? [index + 1] : []));
  expect(found).toEqual(on);
});

test('a line at the head of two pages is kept, as is one of a document of two pages', async () => {
  const two = await textsOf(2, (page) => [head('Minutes of the board'), ...bodyOf(page)]);
  for (const text of two) expect(text).toContain('Minutes of the board');
  const many = await textsOf(30, (page) => [
    ...(page === 9 || page === 10 ? [head('Minutes of the board')] : []),
    ...bodyOf(page),
  ]);
  expect(many.filter((text) => text.includes('Minutes'))).toHaveLength(2);
});

test('headings that count are no page numbers, and a title over several slides is kept on the first', async () => {
  const articles = await textsOf(8, (page) => [title(`Article ${page}`), ...bodyOf(page)]);
  for (const [index, text] of articles.entries()) expect(text).toContain(`Article ${index + 1}\n`);
  const slides = await textsOf(12, (page) => [
    title(page > 4 && page < 9 ? 'Results of the year' : `Slide about ${things[page % 7]}s`),
    ...bodyOf(page),
  ]);
  expect(slides.filter((text) => text.includes('Results'))).toEqual([slides[4]]);
});

test('numbers at the head that do not count pages are kept', async () => {
  const texts = await textsOf(6, (page) => [
    head(`Invoice No. ${1000 + page * 7}`),
    ...bodyOf(page),
  ]);
  for (const [index, text] of texts.entries()) expect(text).toContain(`${1000 + (index + 1) * 7}`);
});

test('rows that repeat in the middle of pages are kept', async () => {
  const texts = await textsOf(101, (page) => [
    head('The Book of Rivers'),
    ...bodyOf(page),
    { text: 'No readings were taken on Sunday.', y: 420 },
    ...bodyOf(page).map((line) => ({ ...line, y: line.y + 300 })),
  ]);
  for (const text of texts) expect(text).toContain('No readings were taken on Sunday.');
});

test('the first row of a table that goes on over pages is kept', async () => {
  const rowOf = (cells: readonly string[], y: number) =>
    cells.map((text, column) => ({ text, x: 72 + column * 160, y }));
  const texts = await textsOf(5, (page) => [
    ...rowOf(['Station', 'Days', 'Reader'], 80),
    ...numbered(20).flatMap((row) =>
      rowOf([`Station ${page}-${row}`, `${row * 3}`, `Reader ${row}`], 80 + row * 16),
    ),
    foot(`Page ${page}`),
  ]);
  for (const text of texts) expect(text).toMatch(/^Station \| Days \| Reader\n/);
  expect(texts.join()).not.toMatch(/Page/);
});

test('a page number by itself is left out, a line of text that ends with one is kept', async () => {
  const [text] = await textsOf(1, (page) => [
    ...bodyOf(page),
    { text: 'All of it is told below (see Table 3 on', y: 785, size: 9 },
    foot('page 12).'),
  ]);
  expect(text).toContain('page 12).');
  expect(await textsOf(1, (page) => [...bodyOf(page), foot('Page 1 of 1')])).not.toContain('Page');
});
