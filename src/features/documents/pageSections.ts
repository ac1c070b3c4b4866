import type { DocumentPage } from '#contract/documents.ts';
import { cellRule } from '#features/documents/locateQuote.ts';
import type { TextRange } from '#shared/comparableText.ts';

/** What a page is made of, as it is set; every range is one of the page's text. */
export type PageSection =
  | { kind: 'heading'; level: number; range: TextRange }
  | { kind: 'paragraph' | 'code'; range: TextRange }
  | { kind: 'list'; items: TextRange[] }
  /** Rows with as many cells each. */
  | { kind: 'table'; rows: TextRange[][] };

/** A page's blocks, with the items of a list together and tables by cell. */
export function pageSections({
  text,
  blocks,
}: Pick<DocumentPage, 'text' | 'blocks'>): PageSection[] {
  const sections: PageSection[] = [];
  for (const { kind, level = 1, start, end } of blocks) {
    const range = { start, end };
    const last = sections.at(-1);
    switch (kind) {
      case 'heading':
        sections.push({ kind, level, range });
        break;
      case 'list_item':
        if (last?.kind === 'list') last.items.push(range);
        else sections.push({ kind: 'list', items: [range] });
        break;
      case 'table':
        sections.push(tableSection(text, range));
        break;
      case 'paragraph':
      case 'code':
        sections.push({ kind, range });
        break;
    }
  }
  return sections;
}

/** Lines with differing numbers of cells (a sheet leaves out the empty ones) would not stand below one another. */
function tableSection(text: string, range: TextRange): PageSection {
  const rows = splitRange(text, range, '\n').map((line) => splitRange(text, line, cellRule));
  const isRegular = rows.every((cells) => cells.length === rows[0]?.length);
  return isRegular ? { kind: 'table', rows } : { kind: 'paragraph', range };
}

function splitRange(text: string, { start, end }: TextRange, separator: string): TextRange[] {
  let at = start;
  return text
    .slice(start, end)
    .split(separator)
    .map((part) => {
      const piece = { start: at, end: at + part.length };
      at = piece.end + separator.length;
      return piece;
    });
}
