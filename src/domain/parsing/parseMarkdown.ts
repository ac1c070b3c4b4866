import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { cleanLine, cleanLines } from '#domain/parsing/cleanText.ts';
import { decodeText } from '#domain/parsing/decodeText.ts';
import { htmlBlocks } from '#domain/parsing/parseHtml.ts';
import { paginate } from '#domain/parsing/layout.ts';
import type { Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** Markdown with GitHub's tables and lists: its text, without the marks. */
export const parseMarkdown: Parser = async (bytes) => {
  const text = decodeText(bytes);
  if (text === null) throw new ParseFailure('broken');
  const body = text.replace(/^\ufeff?---\r?\n[\s\S]*?\r?\n---\r?\n/, '');
  const root = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return paginate(root.children.flatMap(toBlocks).filter((block) => block.text !== ''));
};

/** Without the descriptions of pictures: most are badges. */
const lineOf = (node: unknown) => cleanLine(toString(node, { includeImageAlt: false }));

type RootContent = ReturnType<typeof fromMarkdown>['children'][number];
type Table = Extract<RootContent, { type: 'table' }>;
type List = Extract<RootContent, { type: 'list' }>;

function toBlocks(node: RootContent): SourceBlock[] {
  if (node.type === 'heading') return [{ kind: 'heading', level: node.depth, text: lineOf(node) }];
  if (node.type === 'code') return [{ kind: 'code', text: cleanLines(node.value) }];
  if (node.type === 'table') return [{ kind: 'table', text: tableText(node) }];
  if (node.type === 'html') return htmlBlocks(node.value);
  if (node.type === 'list') return listBlocks(node);
  if (node.type === 'blockquote' || node.type === 'footnoteDefinition')
    return node.children.flatMap(toBlocks);
  return [{ kind: 'paragraph', text: lineOf(node) }];
}

/** An item's first paragraph is the item, with its number if it has one; what follows stands below it. */
function listBlocks({ children, ordered, start }: List): SourceBlock[] {
  return children.flatMap((item, index) => {
    const marker = ordered ? `${(start ?? 1) + index}.` : '•';
    const [first, ...rest] = item.children;
    if (first?.type !== 'paragraph') return item.children.flatMap(toBlocks);
    const text = `${marker} ${lineOf(first)}`;
    return [{ kind: 'list_item', text }, ...rest.flatMap(toBlocks)];
  });
}

function tableText(table: Table): string {
  return table.children
    .map((row) => row.children.map((cell) => lineOf(cell)).join(' | '))
    .join('\n');
}
