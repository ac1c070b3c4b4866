import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';

const namespaces = ['office', 'text', 'table', 'calcext']
  .map((prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`)
  .join(' ');

/** Sheets as LibreOffice would save them. */
async function pagesOf(sheets: Record<string, string>) {
  const tables = Object.entries(sheets).map(
    ([name, rows]) => `<table:table table:name="${name}">${rows}</table:table>`,
  );
  const bytes = zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8(
      `<office:document-content ${namespaces}><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`,
    ),
  });
  const { pages } = await parseFile(bytes, { fileName: 'staff.ods' });
  return pages.map(({ text }) => text);
}

const cell = (text: string, attributes = '') =>
  `<table:table-cell ${attributes}>${text === '' ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`;
const covered = '<table:covered-table-cell/>';
const row = (cells: string, attributes = '') =>
  `<table:table-row ${attributes}>${cells}</table:table-row>`;

test('a sheet is a page, and each row names its columns', async () => {
  expect(
    await pagesOf({
      Staff:
        `<table:table-header-rows>${row(cell('Name') + cell('Days') + cell('Since'))}</table:table-header-rows>` +
        row(cell('Ann') + cell('27') + cell('1 April 2019')) +
        row(cell('Bo') + cell('30') + cell('#REF!', 'calcext:value-type="error"')),
      Empty: '',
    }),
  ).toEqual(['Staff\n\nName: Ann | Days: 27 | Since: 1 April 2019\nName: Bo | Days: 30', '']);
});

test('cells and rows that stand as one, merged ones, comments and an endless rest', async () => {
  const comment = '<office:annotation><text:p>Really?</text:p></office:annotation>';
  expect(
    await pagesOf({
      Rota:
        row(cell('', 'table:number-columns-repeated="2"') + cell('Week') + cell('Hours')) +
        row(
          cell('', 'table:number-columns-repeated="2"') +
            `<table:table-cell table:number-rows-spanned="2"><text:p>One</text:p>${comment}</table:table-cell>` +
            cell('8'),
        ) +
        row(cell('', 'table:number-columns-repeated="2"') + covered + cell('9')) +
        row(
          cell('', 'table:number-columns-repeated="2"') + cell('Two') + cell('7'),
          'table:number-rows-repeated="2"',
        ) +
        row(
          cell('', 'table:number-columns-repeated="16384"'),
          'table:number-rows-repeated="1048000"',
        ) +
        row(cell('') + cell('late', 'table:number-columns-repeated="3"')),
    }),
  ).toEqual([
    'Rota\n\nWeek: One | Hours: 8\nWeek: One | Hours: 9\nWeek: Two | Hours: 7\nWeek: Two | Hours: 7\n\nlate | Week: late | Hours: late',
  ]);
});

test('a few bytes that claim millions of cells are refused', async () => {
  const wide = row(
    cell('x', 'table:number-columns-repeated="1000"'),
    'table:number-rows-repeated="1000"',
  );
  await expect(pagesOf({ Bomb: wide.repeat(6) })).rejects.toMatchObject({ code: 'too_large' });
});
