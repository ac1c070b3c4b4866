import { load } from 'cheerio';
import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import { cleanLine, cleanLines } from '#domain/parsing/cleanText.ts';
import { decodeText } from '#domain/parsing/decodeText.ts';
import { paginate } from '#domain/parsing/layout.ts';
import type { Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** Not part of what a page says. */
const chrome =
  'head, script, style, noscript, template, svg, iframe, nav, form, button, [hidden], [aria-hidden="true"]';

/** Text inside them goes on in the line. */
const inlineTags = new Set(
  'a abbr b bdi bdo cite code del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

export const parseHtml: Parser = async (bytes) => {
  const html = decodeText(bytes);
  if (html === null) throw new ParseFailure('broken');
  return paginate(htmlBlocks(html));
};

/**
 * An HTML document's text as blocks.
 * @throws ParseFailure too_large when it is nested too deep
 */
export function htmlBlocks(html: string): SourceBlock[] {
  // htmlparser2: the standard's own tree building is quadratic in the depth, which hostile files make use of.
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } });
  $(chrome).remove();
  const blocks: SourceBlock[] = [];
  let line = '';
  const flush = () => {
    const text = cleanLine(line);
    if (text !== '') blocks.push({ kind: 'paragraph', text });
    line = '';
  };
  const visitElement = (element: Element) => {
    const tag = element.name;
    if (tag === 'br') line += '\n';
    else if (inlineTags.has(tag)) visitAll(element.children);
    else {
      flush();
      const block = leafBlock(tag, element);
      if (block) blocks.push(block);
      else visitAll(element.children);
      flush();
    }
  };
  const visitAll = (nodes: AnyNode[]) => {
    for (const node of nodes) {
      if (isText(node)) line += node.data;
      else if (isTag(node)) visitElement(node);
    }
  };
  const leafBlock = (tag: string, element: Element): SourceBlock | null => {
    const heading = /^h([1-6])$/.exec(tag)?.[1];
    if (heading)
      return { kind: 'heading', level: Number(heading), text: cleanLine($(element).text()) };
    if (tag === 'pre') return { kind: 'code', text: cleanLines($(element).text()) };
    if (tag === 'table') return { kind: 'table', text: tableText(element) };
    const isPlainItem = tag === 'li' && $(element).find('ul, ol, table, pre').length === 0;
    return isPlainItem ? { kind: 'list_item', text: `• ${cleanLine($(element).text())}` } : null;
  };
  const tableText = (table: Element) =>
    $(table)
      .find('tr')
      .toArray()
      .map((row) => $(row).children('td, th').toArray())
      .map((cells) => cells.map((cell) => cleanLine($(cell).text())).join(' | '))
      .filter((row) => /[^\s|]/.test(row))
      .join('\n');

  try {
    const body = $('body');
    visitAll((body.length > 0 ? body.contents() : $.root().contents()).toArray());
  } catch (error) {
    if (error instanceof RangeError) throw new ParseFailure('too_large', error);
    throw error;
  }
  flush();
  return blocks.filter(({ text }) => text !== '' && text !== '•');
}
