import { expect, test } from 'vitest';
import { type PlacedText, readingRegions } from '#domain/parsing/readingRegions.ts';

const line = (text: string, x: number, y: number, width = 200): PlacedText => ({
  text,
  x,
  y,
  width,
  height: 10,
});
const textsOf = (items: readonly PlacedText[]) =>
  readingRegions(items).map((region) => region.map(({ text }) => text));
const column = (name: string, x: number, lines = 8) =>
  Array.from({ length: lines }, (_, index) =>
    line(`${name}${index} of a column`, x, 50 + index * 12),
  );

test('a title over two columns, then the left one, then the right one', () => {
  const items = [
    line('Title over both', 50, 20, 410),
    ...column('left', 50),
    ...column('right', 260),
  ];
  const [title, left, right] = textsOf(items);
  expect(title).toEqual(['Title over both']);
  expect(left?.every((text) => text.startsWith('left'))).toBe(true);
  expect(right?.every((text) => text.startsWith('right'))).toBe(true);
});

test('a right column that is shorter is one all the same, and three are three', () => {
  expect(textsOf([...column('left', 50, 40), ...column('right', 260, 6)])).toHaveLength(2);
  expect(
    textsOf([...column('first', 50), ...column('second', 260), ...column('third', 470)]),
  ).toHaveLength(3);
});

test('a table is not cut, not even a wide one', () => {
  const names = ['Client dinner', 'Conference ticket', 'Books', 'Taxi', 'Hotel', 'Train'];
  const narrow = names.flatMap((name, row) => [
    line(name, 50, 50 + row * 12, name.length * 6),
    line('90 euros per person', 260, 50 + row * 12, 110),
  ]);
  expect(textsOf(narrow)).toHaveLength(1);
  const wide = Array.from({ length: 1_200 }, (_, index) =>
    line('1,234.50', 50 + (index % 30) * 60, 50 + Math.floor(index / 30) * 12, 40),
  );
  expect(textsOf(wide)).toHaveLength(1);
});
