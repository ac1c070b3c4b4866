import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';

const textOf = async (text: string, fileName = 'data.json') => {
  const { pages } = await parseFile(new TextEncoder().encode(text), { fileName });
  return pages.map((page) => page.text).join('\n\n');
};

test('a line for each value, after its path; an element of a list stands by itself', async () => {
  const value = {
    office: { city: 'Leuven', 'opening hours': '9 to 5', tags: ['quiet', 'new'] },
    staff: [
      { name: 'Ann', leave: { days: 27 } },
      { name: 'Bo', leave: { days: 30 }, end: null },
    ],
  };
  expect(await textOf(JSON.stringify(value))).toBe(
    [
      '.office.city: Leuven\n.office.opening hours: 9 to 5\n.office.tags: quiet, new',
      '.staff[0].name: Ann\n.staff[0].leave.days: 27',
      '.staff[1].name: Bo\n.staff[1].leave.days: 30\n.staff[1].end: null',
    ].join('\n\n'),
  );
});

test('JSON Lines are a list; what is no JSON after all is text', async () => {
  expect(await textOf('{"name":"Ann"}\n{"name":"Bo"}\n', 'a.jsonl')).toBe(
    '.[0].name: Ann\n\n.[1].name: Bo',
  );
  expect(await textOf('{"name": "Ann", // so far')).toBe('{"name": "Ann", // so far');
});

test('nested past all reason it ends in a failure, not in a crash', async () => {
  const depth = 50_000;
  const text = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  await expect(textOf(text)).rejects.toMatchObject({ code: 'too_large' });
});
