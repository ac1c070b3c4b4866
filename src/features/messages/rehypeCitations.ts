/** As much of a hast tree as is needed here. */
export type HastNode = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HastNode[];
};

/** The element that stands for a reference (raw HTML never becomes one); its property `n` is the citation's number. */
const citationTag = 'cite';

const references = /\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/g;

/** In these, brackets mean what they say. */
const literal = new Set(['code', 'pre', 'a', citationTag]);

/** Makes elements of the references `[1]`, `[2, 3]` in an answer's text. */
export function rehypeCitations() {
  return (tree: HastNode): void => markReferences(tree);
}

function markReferences(node: HastNode): void {
  if (!node.children || literal.has(node.tagName ?? '')) return;
  node.children = node.children.flatMap((child) => {
    if (child.type === 'text') return splitText(child.value ?? '');
    markReferences(child);
    return [child];
  });
}

function splitText(text: string): HastNode[] {
  const nodes: HastNode[] = [];
  let end = 0;
  for (const match of text.matchAll(references)) {
    // A reference stays on the line of the word that it follows.
    const before = text.slice(end, match.index).replace(/ $/, '\u00A0');
    if (before !== '') nodes.push(textNode(before));
    const numbers = match[1]?.split(/[^\d]+/) ?? [];
    nodes.push(...numbers.map(referenceNode));
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push(textNode(text.slice(end)));
  return nodes;
}

const textNode = (value: string): HastNode => ({ type: 'text', value });

const referenceNode = (n: string): HastNode => ({
  type: 'element',
  tagName: citationTag,
  properties: { n },
  children: [textNode(`[${n}]`)],
});
