import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';

const pageOf = async (text: string) => {
  const { pages } = await parseFile(new TextEncoder().encode(text), { fileName: 'a.md' });
  return pages[0];
};

test('a numbered list keeps its numbers, from the one that it starts with', async () => {
  const page = await pageOf('1. Ask\n2. Wait\n\nThen:\n\n7. Go\n8. Rest\n\n- Eat\n');
  expect(page?.text).toBe('1. Ask\n2. Wait\n\nThen:\n\n7. Go\n8. Rest\n• Eat');
  expect(page?.blocks.map(({ kind }) => kind)).toEqual([
    'list_item',
    'list_item',
    'paragraph',
    'list_item',
    'list_item',
    'list_item',
  ]);
});

test('lists in lists are numbered by themselves, and what else an item holds stands below it', async () => {
  const page = await pageOf(
    '0. Ask\n   1. the team\n   2. the office\n   - or both\n1. Go\n\n   By train.\n',
  );
  expect(page?.text).toBe('0. Ask\n1. the team\n2. the office\n• or both\n1. Go\n\nBy train.');
});

test('pictures say nothing, not even by their descriptions', async () => {
  const page = await pageOf('# Leave ![build](b.svg)\n\n[![badge](c.svg)](/x)\n\n27 days');
  expect(page?.text).toBe('Leave\n\n27 days');
});
