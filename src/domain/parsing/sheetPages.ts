import { paginateParts } from '#domain/parsing/layout.ts';
import type { ParsedPage, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { tableBlocks } from '#domain/parsing/tableBlocks.ts';

/** Rows from the top, with the text of each cell from the left; an empty row stands for as many as there are. */
export type Sheet = { name: string; rows: string[][] };

/** A page for each sheet, under its name; one without text keeps its page. */
export function sheetPages(sheets: readonly Sheet[]): ParsedPage[] {
  return paginateParts(
    sheets.map(({ name, rows }) => {
      const table = tableBlocks(rows);
      const heading: SourceBlock = { kind: 'heading', level: 1, text: name };
      return table.length > 0 ? [heading, ...table] : [];
    }),
  );
}
