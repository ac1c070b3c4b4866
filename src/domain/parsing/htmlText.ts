import { type AnyNode, type Element, hasChildren, isTag, isText } from 'domhandler';
import { cleanLine } from '#domain/parsing/cleanText.ts';

/** Text inside them goes on in the line. */
const inlineTags = new Set(
  'a abbr b bdi bdo cite code del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

export const isInline = (element: Element) => inlineTags.has(element.name);

/** All of an element's text in one line, with a space wherever a reader sees a new line. */
export function lineOf(element: Element): string {
  let line = '';
  const visit = (node: AnyNode) => {
    if (isText(node)) line += node.data;
    if (!isTag(node)) return;
    const gap = isInline(node) ? '' : ' ';
    line += gap;
    for (const child of node.children) visit(child);
    line += gap;
  };
  for (const child of element.children) visit(child);
  return cleanLine(line);
}

/** Whether one of these elements is inside: ends at the first, so that nesting costs no more than once. */
export function contains(element: Element, tags: ReadonlySet<string>): boolean {
  const waiting: AnyNode[] = [...element.children];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isTag(node)) continue;
    if (tags.has(node.name)) return true;
    waiting.push(...node.children);
  }
  return false;
}

/** Whether anything stands deeper than this. Without recursion, which is what depth breaks. */
export function isDeeper(root: readonly AnyNode[], maxDepth: number): boolean {
  let level: readonly AnyNode[] = root;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    level = level.flatMap((node) => (hasChildren(node) ? node.children : []));
  }
  return false;
}
