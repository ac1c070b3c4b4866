import type { ParsedPage as PdfPage } from '@llamaindex/liteparse';

/** Given as they are printed. */
const plainKinds = new Set(['heading', 'table', 'code']);
const marks = /\\([\\*_])|\*+/g;

/** A page's words alone: liteparse gives paragraphs and items in Markdown, `**bold**` and `snake\_case`. */
export function withoutMarks(page: PdfPage): PdfPage {
  const blocks = (page.blocks ?? []).map((block) =>
    block.text === undefined || plainKinds.has(block.kind)
      ? block
      : { ...block, text: block.text.replaceAll(marks, '$1') },
  );
  return { ...page, blocks };
}
