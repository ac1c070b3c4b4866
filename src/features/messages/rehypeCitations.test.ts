import { expect, test } from 'vitest';
import { type HastNode, rehypeCitations } from '#features/messages/rehypeCitations.ts';

const text = (value: string): HastNode => ({ type: 'text', value });
const element = (tagName: string, ...children: HastNode[]): HastNode => ({
  type: 'element',
  tagName,
  children,
});

/** The tree as one line: references as `{n}`, other elements as `tag(…)`. */
function show(node: HastNode): string {
  if (node.type === 'text') return node.value ?? '';
  if (node.tagName === 'cite') return `{${String(node.properties?.['n'])}}`;
  const inner = node.children?.map(show).join('') ?? '';
  return node.tagName ? `${node.tagName}(${inner})` : inner;
}

function transform(...children: HastNode[]): string {
  const root: HastNode = { type: 'root', children };
  rehypeCitations()(root);
  return show(root);
}

test.each([
  ['Paid leave is 21 days [1].', 'Paid leave is 21 days\u00A0{1}.'],
  ['[1][12] both', '{1}{12} both'],
  ['a list [1, 2; 3]', 'a list\u00A0{1}{2}{3}'],
  ['unfinished [1', 'unfinished [1'],
  ['not a number [a], [], [1a], [-1], [2024]', 'not a number [a], [], [1a], [-1], [2024]'],
  ['', ''],
])('%j', (from, to) => {
  expect(transform(text(from))).toBe(to);
});

test('deep in the text, but not in code and links', () => {
  expect(
    transform(
      element('p', element('strong', text('so [1]')), element('code', text('list[2]'))),
      element('pre', element('code', text('x[3]'))),
      element('a', text('[4]')),
    ),
  ).toBe('p(strong(so\u00A0{1})code(list[2]))pre(code(x[3]))a([4])');
});
