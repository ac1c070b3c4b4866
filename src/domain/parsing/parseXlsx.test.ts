import { utils, write, type WorkSheet } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { assert } from '#shared/assert.ts';
import { must } from '#shared/must.ts';

/** A workbook as Excel would save it. */
function xlsxOf(sheets: Record<string, WorkSheet>): Uint8Array {
  const workbook = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets))
    utils.book_append_sheet(workbook, sheet, name);
  const content: unknown = write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true });
  assert(content instanceof Uint8Array, 'a buffer');
  return content;
}
const sheetOf = (rows: unknown[][]) => utils.aoa_to_sheet(rows, { UTC: true });
const parse = async (bytes: Uint8Array) =>
  (await parseFile(bytes, { fileName: 'staff.xlsx' })).pages;

test('a sheet is a page, and each row names its columns', async () => {
  const pages = await parse(
    xlsxOf({
      Staff: sheetOf([
        ['Name', 'Days', 'Since'],
        ['Ann', 27, new Date(Date.UTC(2019, 3, 1))],
        ['Bo', 30, null],
      ]),
      Empty: sheetOf([]),
      Sites: sheetOf([
        ['City', 'Seats'],
        ['Leuven', 40],
      ]),
    }),
  );
  expect(pages.map(({ page, text }) => [page, text])).toEqual([
    [1, 'Staff\n\nName: Ann | Days: 27 | Since: 2019-04-01\nName: Bo | Days: 30'],
    [2, ''],
    [3, 'Sites\n\nCity: Leuven | Seats: 40'],
  ]);
  expect(pages[0]?.blocks.map(({ kind }) => kind)).toEqual(['heading', 'table']);
});

test('every chunk of a long sheet knows its header and its sheet', async () => {
  const rows = Array.from({ length: 2_000 }, (_, row) => [`Person ${row}`, row % 40, 'Leuven']);
  const pages = await parse(xlsxOf({ Staff: sheetOf([['Name', 'Days', 'City'], ...rows]) }));
  expect(pages.length).toBeLessThan(5);
  const chunks = chunkPages(pages);
  expect(chunks.length).toBeGreaterThan(20);
  for (const { text, heading_path } of chunks) {
    expect(heading_path).toEqual(['Staff']);
    for (const line of text.split('\n').filter((part) => part.includes('Person')))
      expect(line).toMatch(/^Name: Person \d+ \| Days: \d+ \| City: Leuven$/);
  }
  const all = chunks.map(({ text }) => text).join('\n');
  for (const nth of [0, 999, 1_999]) expect(all).toContain(`Name: Person ${nth} |`);
});

test('values are as the sheet shows them: formats, formulas, merged cells; errors are left out', async () => {
  const sheet = sheetOf([
    ['Team', 'Share', 'Total'],
    ['North', 0.25, 12],
    [null, 0.5, null],
  ]);
  sheet['B2'] = { t: 'n', v: 0.25, z: '0%' };
  sheet['C2'] = { t: 'n', v: 1234.5, f: 'SUM(A1:A2)', z: '#,##0.00' };
  sheet['C3'] = { t: 'e', v: 42 };
  sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
  const [page] = await parse(xlsxOf({ Shares: sheet }));
  expect(page?.text).toBe(
    'Shares\n\nTeam: North | Share: 25% | Total: 1,234.50\nTeam: North | Share: 0.5',
  );
});

test('titles above a table, several tables in a sheet, and a sheet that is none', async () => {
  const [page, plain] = await parse(
    xlsxOf({
      Report: sheetOf([
        ['Report of the year'],
        [],
        ['Product', 2024, 2025],
        ['Tea', 10, 12],
        [],
        ['City', 'Country'],
        ['Leuven', 'Belgium'],
      ]),
      Plain: sheetOf([['just a remark'], ['and another']]),
    }),
  );
  expect(page?.text).toBe(
    'Report\n\nReport of the year\n\nProduct: Tea | 2024: 10 | 2025: 12\n\nCity: Leuven | Country: Belgium',
  );
  expect(plain?.text).toBe('Plain\n\njust a remark\n\nand another');
});

test('a sheet that claims all rows and columns is as large as its cells', async () => {
  const path = 'xl/worksheets/sheet1.xml';
  const files = unzipSync(xlsxOf({ Far: sheetOf([['near'], ['away']]) }));
  const xml = strFromU8(must(files[path], 'the sheet'))
    .replace(/<dimension ref="[^"]*"/, '<dimension ref="A1:XFD1048576"')
    .replace('<row r="2"', '<row r="1048576"')
    .replace('r="A2"', 'r="XFD1048576"');
  const [page] = await parse(zipSync({ ...files, [path]: strToU8(xml) }));
  expect(page?.text).toBe('Far\n\nnear\n\naway');
});

test('columns have the name of their group before their own', async () => {
  const sheet = sheetOf([
    ['Leave by site'],
    ['Site', '2025', null, '2026', null, 'Since'],
    [null, 'Plan', 'Taken', 'Plan', 'Taken', null],
    ['Leuven', 27, 25, 28, 3, new Date(Date.UTC(2019, 3, 1))],
    ['Wavre', 26, 26, 27, 1, null],
  ]);
  const across = (row: number, from: number, to: number) => ({
    s: { r: row, c: from },
    e: { r: row, c: to },
  });
  sheet['!merges'] = [
    across(0, 0, 5),
    across(1, 1, 2),
    across(1, 3, 4),
    { s: { r: 1, c: 0 }, e: { r: 2, c: 0 } },
    { s: { r: 1, c: 5 }, e: { r: 2, c: 5 } },
  ];
  expect((await parse(xlsxOf({ Leave: sheet })))[0]?.text).toBe(
    'Leave\n\nLeave by site\n\nSite: Leuven | 2025 Plan: 27 | 2025 Taken: 25 | 2026 Plan: 28 | 2026 Taken: 3 | Since: 2019-04-01\nSite: Wavre | 2025 Plan: 26 | 2025 Taken: 26 | 2026 Plan: 27 | 2026 Taken: 1',
  );
});
