import { cleanLine } from '#domain/parsing/cleanText.ts';
import { headerEvidence } from '#domain/parsing/headerEvidence.ts';
import type { SourceBlock } from '#domain/parsing/parsedDocument.ts';

/** Rows of a sheet from its top, each with its cells as text; '' for an empty cell, [] for an empty row. */
export type SheetRows = readonly (readonly string[])[];

/** Rows go together in blocks of about this length: short enough that chunking never cuts one. */
const blockLength = 480;

/** How far below the first row of several cells a header is looked for, and by how many cells it is wider. */
const maxHeaderDepth = 8;
const minWider = 2;

type Table = { header: readonly string[]; rows: string[][] };

/**
 * A sheet's tables. Each row names the column of each of its values, so that it can be found and understood
 * without the rows above it, in whichever chunk it comes to lie.
 */
export function tableBlocks(sheet: SheetRows): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let header: readonly string[] = [];
  for (const part of partsOf(sheet)) {
    const { titles, table } = readPart(part, header);
    header = table.header;
    blocks.push(...titles.map((text): SourceBlock => ({ kind: 'paragraph', text })));
    blocks.push(...rowBlocks(table));
  }
  return blocks;
}

/** The runs of rows between empty rows. */
function partsOf(sheet: SheetRows): string[][][] {
  const parts: string[][][] = [[]];
  for (const row of sheet) {
    const cells = row.map(cleanLine);
    if (cells.some((cell) => cell !== '')) parts.at(-1)?.push(cells);
    else if (parts.at(-1)?.length) parts.push([]);
  }
  return parts;
}

/** Lines of one cell above a table are its titles; its header is the first row below them, if it looks like one. */
function readPart(
  part: string[][],
  lastHeader: readonly string[],
): { titles: string[]; table: Table } {
  const start = startOf(part);
  if (start === -1)
    return { titles: part.flatMap(filled), table: { header: lastHeader, rows: [] } };
  const above = part.slice(0, start);
  const groups = groupsOf(above.at(-1) ?? [], part[start] ?? []);
  const titles = (groups ? above.slice(0, -1) : above)
    .map((row) => filled(row).filter(isNew).join(' | '))
    .filter((title) => title !== '');
  const [names = [], ...rest] = part.slice(start);
  const first = names.map((name, column) => {
    const group = groups?.[column] ?? '';
    return group === '' || group === name ? name : `${group} ${name}`;
  });
  return isNewHeader(first, rest, lastHeader)
    ? {
        titles: [...titles, ...unusedNames(first, rest)],
        table: { header: toldApart(first), rows: rest },
      }
    : { titles, table: { header: lastHeader, rows: [first, ...rest] } };
}

/**
 * Where a part's table begins: at its first row of several cells, or below notes and names of groups of columns at
 * the header itself, which has more of them. -1 for a part without a table.
 */
function startOf(part: string[][]): number {
  const first = part.findIndex((row) => filled(row).length > 1);
  if (first === -1) return -1;
  const widths = part
    .slice(0, first + maxHeaderDepth)
    .map((row) => filled(row).filter(isNew).length);
  const widest = widths.indexOf(Math.max(...widths));
  const isHeader =
    (widths[widest] ?? 0) >= (widths[first] ?? 0) + minWider &&
    headerEvidence(part[widest] ?? [], part.slice(widest + 1)) === 'kinds';
  return isHeader ? widest : first;
}

/** A row that names groups of the columns below: a name stands in each column of its group. Null for a note. */
function groupsOf(row: readonly string[], names: readonly string[]): readonly string[] | null {
  const column = names.findIndex((name) => name !== '');
  // What the rows are about is in no group, unless all columns are in one.
  const isApart = ['', names[column], row[column + 1]].includes(row[column] ?? '');
  return isApart && row.some((cell, at) => cell !== '' && !isNew(cell, at, row)) ? row : null;
}

/** Not the name of a group once more. */
const isNew = (cell: string, column: number, row: readonly string[]) => cell !== row[column - 1];

const filled = (row: readonly string[]) => row.filter((cell) => cell !== '');

/** A form that nobody has filled in: no value would say these names. */
function unusedNames(names: readonly string[], rows: SheetRows): string[] {
  const hasUnused = names.some((name, column) => name !== '' && !rows.some((row) => row[column]));
  return hasUnused ? [filled(names).join(' | ')] : [];
}

/** Below an empty row the table above goes on, unless these columns are others or have numbers under names. */
function isNewHeader(
  first: readonly string[],
  rest: SheetRows,
  lastHeader: readonly string[],
): boolean {
  const evidence = headerEvidence(first, rest);
  const columns = (row: readonly string[]) => row.map((cell) => (cell === '' ? ' ' : 'x')).join('');
  const isOther = columns(first).trimEnd() !== columns(lastHeader).trimEnd();
  return evidence === 'kinds' || (evidence === 'names' && isOther);
}

/** Of names that are alike each but the first has its number: `Hours`, `Hours (2)`. */
function toldApart(row: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return row.map((cell) => {
    const name = cell.replace(/\s*:$/, '');
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return name === '' || nth === 1 ? name : `${name} (${nth})`;
  });
}

function rowBlocks({ header, rows }: Table): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let lines: string[] = [];
  let length = 0;
  const finish = () => {
    if (lines.length > 0) blocks.push({ kind: 'table', text: lines.join('\n') });
    lines = [];
    length = 0;
  };
  for (const row of rows) {
    const line = rowText(row, header);
    if (length > 0 && length + line.length > blockLength) finish();
    lines.push(line);
    length += line.length + 1;
  }
  finish();
  return blocks;
}

function rowText(row: readonly string[], header: readonly string[]): string {
  return row
    .map((cell, column) => ({ cell, name: header[column] ?? '' }))
    .filter(({ cell }) => cell !== '')
    .map(({ cell, name }) => (name === '' ? cell : `${name}: ${cell}`))
    .join(' | ');
}
