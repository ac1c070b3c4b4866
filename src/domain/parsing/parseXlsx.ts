import type { CellObject, Range, WorkSheet } from '@e965/xlsx';
import { paginateParts } from '#domain/parsing/layout.ts';
import type { Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { storeZip } from '#domain/parsing/readZip.ts';
import { tableBlocks } from '#domain/parsing/tableBlocks.ts';

/** A merged cell says its words once more in each of its rows, up to as many. */
const maxMergedRows = 1_000;

/** A page for each sheet, hidden ones too: values as the sheet shows them, each with its column's name. */
export const parseXlsx: Parser = async (bytes) => {
  const workbook = await readWorkbook(
    storeZip(bytes, (path) => /\.(xml|rels|bin)$/i.test(path) && !/(^|\/)vbaProject/i.test(path)),
  );
  return paginateParts(
    workbook.SheetNames.map((name) => {
      const sheet = workbook.Sheets[name];
      const table = sheet ? tableBlocks(rowsOf(sheet)) : [];
      const heading: SourceBlock = { kind: 'heading', level: 1, text: name };
      return table.length > 0 ? [heading, ...table] : [];
    }),
  );
};

async function readWorkbook(bytes: Uint8Array) {
  const { read } = await import('@e965/xlsx');
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellHTML: false,
      cellFormula: false,
      // The short date of the author's country, which nobody could tell from another country's.
      dateNF: 'yyyy-mm-dd',
    });
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new ParseFailure(isLocked ? 'encrypted' : 'broken', error);
  }
}

function rowsOf(sheet: WorkSheet): string[][] {
  const rows: string[][] = [];
  // Not by index: a sheet that claims a million rows has holes where there are none.
  for (const [row, cells] of Object.entries(sheet['!data'] ?? [])) {
    const texts: string[] = [];
    for (const [column, cell] of Object.entries(cells ?? []))
      texts[Number(column)] = cellText(cell);
    rows[Number(row)] = Array.from(texts, (text) => text ?? '');
  }
  const merges = sheet['!merges'] ?? [];
  for (const merge of merges) fillMerged(rows, merge);
  for (const merge of merges) if (isGroup(rows, merge)) fillGroup(rows, merge);
  // One empty row stands for as many as there are.
  const present = Object.keys(rows).map(Number);
  return present.flatMap((row, index) => {
    const isAfterGap = index > 0 && row - (present[index - 1] ?? row) > 1;
    return isAfterGap ? [[], rows[row] ?? []] : [rows[row] ?? []];
  });
}

function cellText(cell: CellObject | undefined): string {
  if (cell === undefined || cell.t === 'e' || cell.t === 'z') return '';
  return cell.w ?? String(cell.v ?? '');
}

/** A category that spans rows belongs to each of them. */
function fillMerged(rows: string[][], { s: from, e: to }: Range): void {
  const text = rows[from.r]?.[from.c] ?? '';
  if (text === '' || to.r === from.r || to.r - from.r > maxMergedRows) return;
  for (let row = from.r + 1; row <= to.r; row += 1) {
    const cells = rows[row];
    if (!cells) continue;
    while (cells.length <= from.c) cells.push('');
    cells[from.c] = text;
  }
}

/** The name of a group of columns, each of which has a name of its own below it. */
function isGroup(rows: readonly string[][], { s: from, e: to }: Range): boolean {
  const below = rows[from.r + 1]?.slice(from.c, to.c + 1) ?? [];
  return (
    from.r === to.r && to.c > from.c && below.length === to.c + 1 - from.c && !below.includes('')
  );
}

function fillGroup(rows: readonly string[][], { s: from, e: to }: Range): void {
  const cells = rows[from.r];
  const text = cells?.[from.c] ?? '';
  if (!cells || text === '') return;
  while (cells.length <= to.c) cells.push('');
  cells.fill(text, from.c, to.c + 1);
}
