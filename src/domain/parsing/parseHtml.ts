import { type CheerioAPI, load } from 'cheerio';
import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import { cleanLine, cleanLines } from '#domain/parsing/cleanText.ts';
import { decodeText } from '#domain/parsing/decodeText.ts';
import { bodyContent, mainContent } from '#domain/parsing/htmlContent.ts';
import { tableBlocks } from '#domain/parsing/htmlTable.ts';
import { contains, isDeeper, isInline, lineOf } from '#domain/parsing/htmlText.ts';
import { paginate } from '#domain/parsing/layout.ts';
import type { Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** In a list's item, what stands on lines of its own. */
const itemBlocks = new Set(['ul', 'ol', 'table', 'pre']);

/** Browsers end at 512. Every search of a tree that is as deep as hostile files make it takes seconds. */
const maxDepth = 2_000;

export const parseHtml: Parser = async (bytes) => {
  const html = decodeText(bytes);
  if (html === null) throw new ParseFailure('broken');
  return paginate(blocksOf(html, mainContent));
};

const titleSearched = 200_000;

/** Null for a document that does not say. */
export function htmlTitle(bytes: Uint8Array): string | null {
  const start = decodeText(bytes)?.slice(0, titleSearched) ?? '';
  const [, title = ''] = /<title\b[^>]{0,200}>([^<]{1,1000})<\/title/i.exec(start) ?? [];
  return cleanLine(load(title, null, false).text()) || null;
}

/**
 * An HTML document's text as blocks, all of it.
 * @throws ParseFailure too_large when it is nested too deep
 */
export function htmlBlocks(html: string): SourceBlock[] {
  return blocksOf(html, bodyContent);
}

function blocksOf(html: string, contentOf: ($: CheerioAPI) => AnyNode[]): SourceBlock[] {
  // In XHTML an empty element may close itself, and a script that does would else swallow the page.
  const isXhtml = /<\?xml|xmlns=["']http:\/\/www\.w3\.org\/1999\/xhtml/.test(html.slice(0, 2_000));
  // htmlparser2: the standard's own tree building is quadratic in the depth, which hostile files make use of.
  // In one element: css-select compares all pairs of those at the top.
  const $ = load(`<html>${html}`, {
    xml: { xmlMode: false, decodeEntities: true, recognizeSelfClosing: isXhtml },
  });
  if (isDeeper($.root().contents().toArray(), maxDepth)) throw new ParseFailure('too_large');
  const blocks: SourceBlock[] = [];
  const numbers = new Map<Element, number>();
  let line = '';
  /** Of an item with a list or a table inside, until its own first line is there. */
  let itemMarker = '';
  const flush = () => {
    const text = cleanLine(line);
    line = '';
    if (text === '') return;
    if (itemMarker === '') blocks.push({ kind: 'paragraph', text });
    else blocks.push({ kind: 'list_item', text: `${itemMarker} ${text}` });
    itemMarker = '';
  };
  const visitElement = (element: Element) => {
    if (element.name === 'br') line += '\n';
    else if (isInline(element)) visitAll(element.children);
    else {
      flush();
      const leaves = leafBlocks($, element, numbers);
      const isItem = element.name === 'li';
      if (leaves || isItem) itemMarker = leaves ? '' : marker(element, numbers);
      if (leaves) blocks.push(...leaves);
      else visitAll(element.children);
      flush();
      if (isItem) itemMarker = '';
    }
  };
  const visitAll = (nodes: readonly AnyNode[]) => {
    for (const node of nodes) {
      if (isText(node)) line += node.data;
      else if (isTag(node)) visitElement(node);
    }
  };
  try {
    visitAll(contentOf($));
  } catch (error) {
    if (error instanceof RangeError) throw new ParseFailure('too_large', error);
    throw error;
  }
  flush();
  return blocks.filter(({ text }) => text !== '' && text !== '•');
}

/** Null for an element whose parts are blocks of their own. */
function leafBlocks(
  $: CheerioAPI,
  element: Element,
  numbers: Map<Element, number>,
): SourceBlock[] | null {
  const tag = element.name;
  const heading = /^h([1-6])$/.exec(tag)?.[1];
  if (heading) return [{ kind: 'heading', level: Number(heading), text: lineOf(element) }];
  if (tag === 'pre') return [{ kind: 'code', text: cleanLines($(element).text()) }];
  if (tag === 'table') return tableBlocks($, element);
  if (tag !== 'li' || contains(element, itemBlocks)) return null;
  const text = lineOf(element);
  return text === '' ? [] : [{ kind: 'list_item', text: `${marker(element, numbers)} ${text}` }];
}

/** A numbered item's number: other sentences refer to it. */
function marker(item: Element, numbers: Map<Element, number>): string {
  const list = item.parent;
  if (!list || !isTag(list) || list.name !== 'ol' || 'reversed' in list.attribs) return '•';
  if (!numbers.has(item)) numberItems(list, numbers);
  const number = numbers.get(item);
  return Number.isInteger(number) ? `${number}.` : '•';
}

/** All of a list's at once: each by counting those before it takes seconds for some thousands. */
function numberItems(list: Element, numbers: Map<Element, number>): void {
  let number = Number(list.attribs['start'] ?? 1);
  for (const item of list.children)
    if (isTag(item) && item.name === 'li') {
      numbers.set(item, number);
      number += 1;
    }
}
