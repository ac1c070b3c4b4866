import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { contains, lineOf } from '#domain/parsing/htmlText.ts';
import type { SourceBlock } from '#domain/parsing/parsedDocument.ts';

/** In a table that is there for its looks. */
const layoutBlocks = new Set(['table', 'h1', 'h2', 'h3', 'article', 'section']);
/** A cell over several rows says its words in each of them, unless it is a whole paragraph. */
const maxRepeated = 100;
/** Of a browser. */
const maxColumns = 1_000;

type Spanning = { text: string; rows: number };

/** Null for a table that only lays out a page. */
export function tableBlocks($: CheerioAPI, table: Element): SourceBlock[] | null {
  const isForLooks = /^(presentation|none)$/.test($(table).attr('role') ?? '');
  if (isForLooks || contains(table, layoutBlocks)) return null;
  const captions = $(table)
    .children('caption')
    .toArray()
    .map((caption): SourceBlock => ({ kind: 'paragraph', text: lineOf(caption) }));
  const rows = rowsOf($, table);
  const filled = new Set(
    rows.flatMap((cells) => [...cells.keys()].filter((column) => cells[column] !== '')),
  );
  const lines = rows
    .map((cells) => cells.filter((_, column) => filled.has(column)))
    .map((cells) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1).join(' | '))
    .filter((line) => line !== '');
  return [...captions, { kind: 'table', text: lines.join('\n') }];
}

/** Each row with as many cells as it is wide, so that a value stands in its column whatever spans those around it. */
function rowsOf($: CheerioAPI, table: Element): string[][] {
  const spanning = new Map<number, Spanning>();
  return $(table)
    .find('tr')
    .toArray()
    .map((row) => {
      const cells: string[] = [];
      const fillSpanned = () => {
        for (let above = spanning.get(cells.length); above; above = spanning.get(cells.length)) {
          if (above.rows === 1) spanning.delete(cells.length);
          else above.rows -= 1;
          cells.push(above.text);
        }
      };
      for (const cell of $(row).children('td, th').toArray()) {
        fillSpanned();
        const text = lineOf(cell);
        const rows = spanOf($, cell, 'rowspan');
        const repeated = text.length > maxRepeated ? '' : text;
        for (let column = 0; column < spanOf($, cell, 'colspan'); column += 1) {
          if (column > 0 && cells.length >= maxColumns) break;
          if (rows > 1)
            spanning.set(cells.length, { text: column === 0 ? repeated : '', rows: rows - 1 });
          cells.push(column === 0 ? text : '');
        }
      }
      fillSpanned();
      return cells;
    });
}

function spanOf($: CheerioAPI, cell: Element, name: 'rowspan' | 'colspan'): number {
  const span = Number($(cell).attr(name) ?? 1);
  return Number.isInteger(span) && span > 0 ? Math.min(span, maxColumns) : 1;
}
