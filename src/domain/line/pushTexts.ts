import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

/** Of one text, in UTF-16 units; a push holds five texts. */
const maxLength = 5_000;
const maxTexts = 5;

/** A person's words as LINE takes them: in pieces of its size, cut where a line or a word ends. */
export function pushTexts(content: string): string[] {
  const pieces: string[] = [];
  let rest = content.trim();
  while (rest.length > maxLength && pieces.length < maxTexts - 1) {
    const at = cutAt(rest);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...pieces, rest.length > maxLength ? `${rest.slice(0, maxLength - 1)}…` : rest];
}

function cutAt(text: string): number {
  const head = text.slice(0, maxLength);
  // Never so early that a message of ours would not fit in five.
  for (const end of ['\n', ' ']) {
    const at = head.lastIndexOf(end);
    if (at > maxLength * 0.8) return at;
  }
  // Not between the two halves of a character.
  return /[\ud800-\udbff]$/.test(head) ? maxLength - 1 : maxLength;
}

type Node = ReturnType<typeof fromMarkdown>['children'][number];

/** An answer of the AI's without Markdown's marks, which LINE would show, and without `[1]`, which lead nowhere there. */
export function plainAnswer(markdown: string): string {
  const root = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return root.children
    .map((node) => textOf(node))
    .join('\n\n')
    .replaceAll(/[ \t]*\[\d+\]/g, '')
    .trim();
}

function textOf(node: Node): string {
  if (node.type === 'list')
    return node.children
      .map((item, nth) => {
        const mark = node.ordered ? `${(node.start ?? 1) + nth}.` : '•';
        return `${mark} ${item.children.map((child) => textOf(child)).join('\n')}`;
      })
      .join('\n');
  if (node.type === 'blockquote') return node.children.map((child) => textOf(child)).join('\n');
  if (node.type === 'table')
    return node.children
      .map((row) => row.children.map((cell) => toString(cell)).join(' | '))
      .join('\n');
  return toString(node);
}
