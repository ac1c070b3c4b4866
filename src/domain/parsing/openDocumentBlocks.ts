import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { numberMark, withNumbers } from '#domain/parsing/listNumbers.ts';
import type { OpenDocument } from '#domain/parsing/openDocument.ts';
import { addOpenDocumentNumbers, outlineLevel } from '#domain/parsing/openDocumentNumbers.ts';
import type { SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { htmlBlocks } from '#domain/parsing/parseHtml.ts';

/** What shows alike in HTML; all others only stand around their text. */
const htmlNames: Record<string, string> = {
  'text:p': 'p',
  'text:list': 'ul',
  'text:list-item': 'li',
  'text:line-break': 'br',
  'table:table': 'table',
  'table:table-row': 'tr',
  'table:table-cell': 'td',
  'draw:text-box': 'div',
  'draw:custom-shape': 'div',
};
const maxHeading = 6;
/** Without it an element that closes itself would not. */
const xhtml = '<html xmlns="http://www.w3.org/1999/xhtml">';

/**
 * Makes HTML of a document's text, and gives the blocks of any part of it: headings, paragraphs, lists under the
 * numbers that are shown, tables. A note stands at the end of `within`, under its sign.
 */
export function openDocumentBlocks(
  document: OpenDocument,
  within: string,
): (part: Element) => SourceBlock[] {
  const { $ } = document;
  addOpenDocumentNumbers(document);
  moveNotes($, within);
  unwrapHeadings($);
  $('table\\:covered-table-cell').remove();
  $('text\\:s, text\\:tab').replaceWith(' ');
  const isTitle = titleTest(document);
  for (const element of $('office\\:body *').toArray()) {
    const isHeading = element.name === 'text:h' || isTitle(element);
    const [columns, rows] = ['columns', 'rows'].map((of) =>
      $(element).attr(`table:number-${of}-spanned`),
    );
    element.name = isHeading
      ? `h${Math.min(outlineLevel(element), maxHeading)}`
      : (htmlNames[element.name] ?? 'span');
    element.attribs = { ...(columns && { colspan: columns }), ...(rows && { rowspan: rows }) };
  }
  return (part) =>
    htmlBlocks(xhtml + $.xml(part)).map((block) => ({ ...block, text: withNumbers(block.text) }));
}

/** From where its sign stands to the end. */
function moveNotes($: CheerioAPI, within: string): void {
  const notes = $('text\\:note').toArray();
  if (notes.length === 0) return;
  const list = $('<text:list/>').appendTo($(within).first());
  for (const note of notes) {
    const sign = $(note).children('text\\:note-citation').text();
    const body = $(note).children('text\\:note-body').contents();
    $('<text:list-item/>')
      .append(numberMark(`${sign}.`), body)
      .appendTo(list);
    $(note).replaceWith(`[${sign}]`);
  }
}

/** Old programs put numbered headings in lists. */
function unwrapHeadings($: CheerioAPI): void {
  for (const heading of $('text\\:list-item > text\\:h').toArray())
    $(heading)
      .parents('text\\:list, text\\:list-item')
      .each((_, around) => {
        $(around).replaceWith($(around).contents());
      });
}

/** A text's title, or that of a slide. */
function titleTest({ $ }: OpenDocument): (element: Element) => boolean {
  const styles = new Set([
    'Title',
    ...$('style\\:style[style\\:parent-style-name="Title"]')
      .toArray()
      .map((style) => $(style).attr('style:name') ?? ''),
  ]);
  const ofSlides = new Set($('draw\\:frame[presentation\\:class="title"] text\\:p').toArray());
  return (element) =>
    ofSlides.has(element) ||
    (element.name === 'text:p' && styles.has($(element).attr('text:style-name') ?? ''));
}
