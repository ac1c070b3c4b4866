import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import { layOutPage } from '#domain/parsing/layout.ts';
import type { SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';

const block: fc.Arbitrary<SourceBlock> = fc
  .record({
    kind: fc.constantFrom('heading', 'paragraph', 'list_item', 'table', 'code'),
    level: fc.integer({ min: 1, max: 6 }),
    words: fc.array(fc.constantFrom('river', 'sensor.', 'ลาพักร้อน', '东京', '📎', 'x'.repeat(90)), {
      minLength: 1,
      maxLength: 400,
    }),
  })
  .map(({ kind, level, words }) => ({
    kind,
    text: words.join(' '),
    ...(kind === 'heading' ? { level } : {}),
  }));

test('every character of every page is in a chunk, in order; sizes are bounded; pages ascend (property)', () => {
  const document = fc.array(fc.array(block, { maxLength: 6 }), { maxLength: 6 });
  fc.assert(
    fc.property(document, (source) => {
      const pages = source.map((blocks, index) => layOutPage(index + 1, blocks));
      const chunks = chunkPages(pages);
      const letters = (text: string) => text.replaceAll(/\s/g, '');
      expect(letters(chunks.map(({ text }) => text).join(''))).toBe(
        letters(pages.map(({ text }) => text).join('')),
      );
      let lastPage = 1;
      for (const { page_from, page_to, text } of chunks) {
        expect(text.isWellFormed()).toBe(true);
        expect(page_from).toBeGreaterThanOrEqual(lastPage);
        expect(page_to).toBeGreaterThanOrEqual(page_from);
        lastPage = page_to;
      }
    }),
  );
});

test('a chunk stands under its headings and on its pages', async () => {
  const bytes = await readFile(new URL('../../../e2e/fixtures/handbook.pdf', import.meta.url));
  const chunks = chunkPages((await parseFile(bytes, { fileName: 'handbook.pdf' })).pages);
  const about = (text: string) => chunks.find((chunk) => chunk.text.includes(text));
  expect(about('27 vacation days')).toMatchObject({
    page_from: 2,
    page_to: 2,
    heading_path: ['Working hours and leave'],
  });
  expect(about('0.36 euros')).toMatchObject({ page_to: 6 });
  for (const { text } of chunks) expect(text.length).toBeLessThanOrEqual(3_500);
});
