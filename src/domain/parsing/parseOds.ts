import type { CheerioAPI } from 'cheerio';
import { type Element, isTag } from 'domhandler';
import { fillMergedCells, type MergedCell } from '#domain/parsing/mergedCells.ts';
import { readOpenDocument } from '#domain/parsing/openDocument.ts';
import type { Parser } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { type Sheet, sheetPages } from '#domain/parsing/sheetPages.ts';

/** Equal rows or cells that stand as one in the file; a sheet's empty rest claims to be a million. */
const maxRepeated = 1_000;
/** Of a sheet: a few bytes can claim a thousand times a thousand. */
const maxCells = 5_000_000;

/** A page for each sheet, hidden ones too: values as the sheet shows them, each with its column's name. */
export const parseOds: Parser = async (bytes) => {
  const { $ } = readOpenDocument(bytes);
  const sheets = $('office\\:spreadsheet > table\\:table').toArray();
  return sheetPages(sheets.map((sheet) => readSheet($, sheet)));
};

function readSheet($: CheerioAPI, sheet: Element): Sheet {
  const rows: string[][] = [];
  const merged: MergedCell[] = [];
  let cellCount = 0;
  for (const element of rowsOf(sheet)) {
    const row = readRow($, element, rows.length);
    merged.push(...row.merged);
    // One empty row stands for as many as there are.
    const repeated = row.cells.length === 0 ? 1 : numberOf(element, 'number-rows-repeated');
    cellCount += repeated * row.cells.length;
    if (cellCount > maxCells) throw new ParseFailure('too_large');
    for (let nth = 0; nth < repeated; nth += 1) rows.push([...row.cells]);
  }
  fillMergedCells(rows, merged);
  return { name: sheet.attribs['table:name'] ?? '', rows };
}

/** Those in groups of rows too, but not those of a table inside a cell. */
function* rowsOf(parent: Element): Generator<Element> {
  for (const child of parent.children.filter(isTag))
    if (child.name === 'table:table-row') yield child;
    else if (/^table:table-(rows|row-group|header-rows)$/.test(child.name)) yield* rowsOf(child);
}

function readRow($: CheerioAPI, row: Element, r: number) {
  const cells: string[] = [];
  const merged: MergedCell[] = [];
  let c = 0;
  for (const cell of row.children.filter(isTag)) {
    const text = cellText($, cell);
    const rows = numberOf(cell, 'number-rows-spanned');
    const columns = numberOf(cell, 'number-columns-spanned');
    const end = { r: r + rows - 1, c: c + columns - 1 };
    if (rows > 1 || columns > 1) merged.push({ s: { r, c }, e: end });
    const repeated = numberOf(cell, 'number-columns-repeated');
    if (text !== '') {
      while (cells.length < c) cells.push('');
      for (let nth = 0; nth < repeated; nth += 1) cells.push(text);
    }
    c += repeated;
  }
  return { cells, merged };
}

function cellText($: CheerioAPI, cell: Element): string {
  const isShown =
    cell.name === 'table:table-cell' && cell.attribs['calcext:value-type'] !== 'error';
  const lines = cell.children.filter((line) => isTag(line) && line.name === 'text:p');
  return isShown
    ? lines
        .map((line) => $(line).text())
        .join(' ')
        .trim()
    : '';
}

function numberOf(element: Element, name: string): number {
  return Math.min(Math.max(Number(element.attribs[`table:${name}`] ?? 1), 1), maxRepeated);
}
