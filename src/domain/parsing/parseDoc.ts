import type { Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { cleanLine } from '#domain/parsing/cleanText.ts';
import { paginate } from '#domain/parsing/layout.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** Paragraphs, tables and notes of a document of Word 97 to 2003; which of them are headings is not told. */
export const parseDoc: Parser = async (bytes) => {
  const { default: WordExtractor } = await import('word-extractor');
  const document = await new WordExtractor().extract(Buffer.from(bytes)).catch((error: unknown) => {
    throw new ParseFailure('broken', error);
  });
  const parts = [
    document.getBody(),
    document.getTextboxes({ includeHeadersAndFooters: false }),
    document.getFootnotes(),
    document.getEndnotes(),
  ];
  return paginate(parts.flatMap(blocksOf));
};

/** Each line is a paragraph, or a row of a table: a tab ends each of its cells. */
function blocksOf(text: string): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const isRow = line.endsWith('\t');
    const content = isRow
      ? line.slice(0, -1).split('\t').map(cleanLine).join(' | ')
      : cleanLine(line);
    const last = blocks.at(-1);
    if (/^[\s|]*$/.test(content)) continue;
    if (isRow && last?.kind === 'table') last.text += `\n${content}`;
    else blocks.push({ kind: isRow ? 'table' : 'paragraph', text: content });
  }
  return blocks;
}
