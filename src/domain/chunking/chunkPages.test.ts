import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextBlock } from '#contract/textBlocks.ts';
import { chunkPages, maxWords } from '#domain/chunking/chunkPages.ts';
import type { ChunkedPage } from '#domain/chunking/units.ts';
import { wordCount } from '#domain/chunking/wordCount.ts';
import { layOutPage } from '#domain/parsing/layout.ts';
import type { SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';

const letters = (text: string) => text.replaceAll(/\s/g, '');
const words = (count: number, word = 'river') => `${`${word} `.repeat(count).trim()}.`;
const heading = (text: string, level: number): SourceBlock => ({ kind: 'heading', text, level });
const paragraph = (text: string): SourceBlock => ({ kind: 'paragraph', text });

const kinds = ['heading', 'paragraph', 'list_item', 'table', 'code'] as const;
const word = fc.oneof(
  fc.constantFrom('river', 'sensor.', 'Dr.', 'ลาพักร้อน', '东京都、', '。', '📎', '\n', 'e\u0301'),
  fc.constant('x'.repeat(900)),
);
const text = fc
  .oneof(
    { weight: 5, arbitrary: fc.array(word, { minLength: 1, maxLength: 300 }) },
    { weight: 1, arbitrary: fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }) },
  )
  .map((parts) => parts.join(' '));

/** Pages as the parser lays them out. */
const laidOut = fc
  .array(
    fc.array(
      fc
        .record({ kind: fc.constantFrom(...kinds), text, level: fc.integer({ min: 1, max: 6 }) })
        .map(({ level, ...block }): SourceBlock =>
          block.kind === 'heading' ? { ...block, level } : block,
        ),
      { maxLength: 6 },
    ),
    { maxLength: 5 },
  )
  .map((pages) => pages.map((blocks, index) => layOutPage(index + 1, blocks)));

/** Blocks that overlap, leave text out, or reach beyond it. */
const disorderly: fc.Arbitrary<ChunkedPage[]> = fc
  .array(
    fc.record({
      text,
      blocks: fc.array(
        fc.record({
          kind: fc.constantFrom<TextBlock['kind']>(...kinds),
          start: fc.nat(3_000),
          length: fc.nat(2_000),
        }),
        { maxLength: 5 },
      ),
    }),
    { maxLength: 4 },
  )
  .map((pages) =>
    pages.map(({ text: content, blocks }, index) => ({
      page: index + 1,
      text: content,
      blocks: blocks.map(({ kind, start, length }) => ({ kind, start, end: start + length })),
    })),
  );

test('every character of every page is in a chunk, once and in order (property)', () => {
  fc.assert(
    fc.property(fc.oneof(laidOut, disorderly), (pages) => {
      expect(
        letters(
          chunkPages(pages)
            .map((chunk) => chunk.text)
            .join(''),
        ),
      ).toBe(letters(pages.map((page) => page.text).join('')));
    }),
  );
});

test('chunks are bounded, whole characters and in the order of pages (property)', () => {
  fc.assert(
    fc.property(laidOut, (pages) => {
      let lastPage = 1;
      for (const { page_from, page_to, text: content } of chunkPages(pages)) {
        expect(wordCount(letters(content))).toBeLessThanOrEqual(maxWords);
        expect(content.length).toBeLessThanOrEqual(maxWords * 7);
        expect(content).toBe(content.trim());
        expect(content.isWellFormed()).toBe(true);
        expect(page_from).toBeGreaterThanOrEqual(lastPage);
        expect(page_to).toBeGreaterThanOrEqual(page_from);
        lastPage = page_to;
      }
    }),
  );
});

test('the same pages give the same chunks (property)', () => {
  fc.assert(
    fc.property(laidOut, (pages) => {
      expect(chunkPages(structuredClone(pages))).toEqual(chunkPages(pages));
    }),
    { numRuns: 30 },
  );
});

test('a section that is long enough never shares a chunk with the next; short ones go together', () => {
  const page = layOutPage(1, [
    heading('Leave', 1),
    paragraph(words(120)),
    heading('Travel', 2),
    paragraph(words(130, 'hotel')),
    heading('Gifts', 2),
    paragraph('None.'),
    heading('Phones', 2),
    paragraph('One each.'),
  ]);
  const chunks = chunkPages([page]);
  expect(chunks.map(({ heading_path }) => heading_path)).toEqual([['Leave'], ['Leave']]);
  expect(chunks[1]?.text.endsWith('Gifts\n\nNone.\n\nPhones\n\nOne each.')).toBe(true);
});

test('a long section is cut before a heading rather than between paragraphs, into parts of about one size', () => {
  const paragraphs = (count: number) => Array.from({ length: count }, () => paragraph(words(40)));
  const page = layOutPage(1, [
    heading('Safety', 1),
    ...paragraphs(6),
    heading('Fire', 3),
    ...paragraphs(4),
  ]);
  const chunks = chunkPages([page]);
  expect(chunks.map(({ heading_path }) => heading_path)).toEqual([['Safety'], ['Safety', 'Fire']]);
  expect(chunks[1]?.text.startsWith('Fire\n\nriver')).toBe(true);
});

test('a long paragraph is cut between sentences, and its chunks are word for word from the page', () => {
  const sentences = Array.from({ length: 90 }, (_, index) => `Sentence ${index} tells of rivers.`);
  const page = layOutPage(1, [paragraph(sentences.join(' '))]);
  const chunks = chunkPages([page]);
  expect(chunks.length).toBeGreaterThan(1);
  for (const { text: content } of chunks) {
    expect(page.text).toContain(content);
    expect(content).toMatch(/^Sentence \d.*rivers\.$/s);
    expect(wordCount(content)).toBeGreaterThan(150);
  }
});

test.each([
  ['Thai', 'ลาพักร้อน', 9],
  ['Chinese', '东京都大学', 5],
])('a chunk of %s is as long as one of words', (_, run, length) => {
  const chunks = chunkPages([layOutPage(1, [paragraph(run.repeat(9_000 / length))])]);
  for (const { text: content } of chunks) {
    expect(wordCount(content)).toBeGreaterThan(150);
    expect(wordCount(content)).toBeLessThanOrEqual(maxWords);
  }
});

test('a paragraph that goes on over the foot of a page is not cut there, if it need not be', () => {
  const chunks = chunkPages([
    layOutPage(1, [paragraph(words(60)), paragraph(`${words(95)} It goes`)]),
    layOutPage(2, [paragraph(`on here. ${words(90)}`), paragraph(words(70))]),
  ]);
  expect(chunks.some(({ text: content }) => content.includes('It goes\n\non here.'))).toBe(true);
});

test('a chunk stands under its headings and on its pages', async () => {
  const bytes = await readFile(new URL('../../../e2e/fixtures/handbook.pdf', import.meta.url));
  const chunks = chunkPages((await parseFile(bytes, { fileName: 'handbook.pdf' })).pages);
  const about = (part: string) => chunks.find((chunk) => chunk.text.includes(part));
  expect(about('27 vacation days')).toMatchObject({
    page_from: 2,
    page_to: 2,
    heading_path: ['Working hours and leave'],
  });
  expect(about('0.36 euros')).toMatchObject({ page_to: 6 });
});
