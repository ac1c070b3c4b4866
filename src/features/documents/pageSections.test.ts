import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import type { TextBlock } from '#contract/textBlocks.ts';
import { type PageSection, pageSections } from '#features/documents/pageSections.ts';

/** A page of these blocks, with two line breaks between them. */
function pageOf(...source: readonly (Pick<TextBlock, 'kind' | 'level'> & { text: string })[]) {
  let text = '';
  const blocks = source.map(({ text: own, ...block }) => {
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += own;
    return { ...block, start, end: text.length };
  });
  return { text, blocks };
}

const rangesOf = (section: PageSection) => {
  switch (section.kind) {
    case 'list':
      return section.items;
    case 'table':
      return section.rows.flat();
    case 'heading':
    case 'paragraph':
    case 'code':
      return [section.range];
  }
};

/** The kinds, each with the texts that it shows. */
const read = (page: ReturnType<typeof pageOf>) =>
  pageSections(page).map((section) => [
    section.kind,
    rangesOf(section).map(({ start, end }) => page.text.slice(start, end)),
  ]);

test('the items of a list stand together, those after something else apart', () => {
  const page = pageOf(
    { kind: 'heading', level: 2, text: 'Leave' },
    { kind: 'list_item', text: '• one' },
    { kind: 'list_item', text: '• two' },
    { kind: 'paragraph', text: 'and' },
    { kind: 'list_item', text: '1. three' },
  );
  expect(read(page)).toEqual([
    ['heading', ['Leave']],
    ['list', ['• one', '• two']],
    ['paragraph', ['and']],
    ['list', ['1. three']],
  ]);
});

test('a table by row and cell, empty ones too', () => {
  const page = pageOf({ kind: 'table', text: 'Expense | Limit\nDinner | 90 euros\n | 5' });
  const [table] = pageSections(page);
  expect(table?.kind === 'table' && table.rows.map((row) => row.length)).toEqual([2, 2, 2]);
  expect(read(page)).toEqual([['table', ['Expense', 'Limit', 'Dinner', '90 euros', '', '5']]]);
});

test('rows that would not stand below one another stay lines', () => {
  const page = pageOf({ kind: 'table', text: 'Name: A | Age: 5\nName: B' });
  expect(read(page)).toEqual([['paragraph', ['Name: A | Age: 5\nName: B']]]);
});

const block = fc.record({
  kind: fc.constantFrom<TextBlock['kind']>('heading', 'paragraph', 'list_item', 'table', 'code'),
  text: fc.string({ unit: fc.constantFrom('a', ' ', '|', '\n'), minLength: 1 }),
});

propertyTest.prop([fc.array(block)])('nothing of the page is left out or shown twice', (source) => {
  const page = pageOf(...source);
  const shown = pageSections(page)
    .flatMap(rangesOf)
    .map(({ start, end }) => page.text.slice(start, end))
    .join('');
  const bare = (text: string) => text.replaceAll(/[\s|]/g, '');
  expect(bare(shown)).toBe(bare(page.text));
});
