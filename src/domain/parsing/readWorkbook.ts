import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { fillMergedCells } from '#domain/parsing/mergedCells.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import type { Sheet } from '#domain/parsing/sheetPages.ts';

/**
 * The sheets of an Excel workbook of any age, hidden ones too, with values as they are shown.
 * @throws ParseFailure encrypted, or broken for what is no workbook
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const { SheetNames, Sheets } = await read(bytes);
  return SheetNames.map((name) => {
    const sheet = Sheets[name];
    return { name, rows: sheet ? rowsOf(sheet) : [] };
  });
}

async function read(bytes: Uint8Array): Promise<WorkBook> {
  const workbooks = await import('@e965/xlsx');
  try {
    return workbooks.read(bytes, {
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
  fillMergedCells(rows, sheet['!merges'] ?? []);
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
