import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';

const textOf = async (bytes: Uint8Array, fileName = 'staff.csv') =>
  (await parseFile(bytes, { fileName })).pages.map(({ text }) => text);
const encode = (text: string) => new TextEncoder().encode(text);
const expected = ['Name: Ann | Note: 27 days\nName: Bo | Note: none'];

test.each([
  ['commas', 'Name,Note\nAnn,27 days\nBo,none\n'],
  ['semicolons', 'Name;Note\r\nAnn;27 days\r\nBo;none\r\n'],
  ['tabs', 'Name\tNote\nAnn\t27 days\nBo\tnone'],
  ['a delimiter that Excel names', 'sep=|\nName|Note\nAnn|27 days\nBo|none'],
])('%s are told by the rows', async (_name, text) => {
  expect(await textOf(encode(text))).toEqual(expected);
});

test('quotes, line breaks inside them and other encodings', async () => {
  expect(await textOf(encode('Name,Note\n"Ann, the first","two\nlines"'))).toEqual([
    'Name: Ann, the first | Note: two lines',
  ]);
  const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from('Tên\tGhi chú\nAn\tđủ', 'utf16le')]);
  expect(await textOf(utf16, 'staff.tsv')).toEqual(['Tên: An | Ghi chú: đủ']);
});

test('rows without a header are rows', async () => {
  expect(await textOf(encode('1,2\n3,4\n'))).toEqual(['1 | 2\n3 | 4']);
});
