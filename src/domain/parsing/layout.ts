import type { TextBlock } from '#contract/textBlocks.ts';
import { locateWords } from '#domain/parsing/locateWords.ts';
import type { ParsedPage, ScannedPage, SourceBlock } from '#domain/parsing/parsedDocument.ts';

/** Puts blocks on one page: a line break between list items, a blank line between all others. */
export function layOutPage(page: number, source: readonly SourceBlock[]): ParsedPage {
  let text = '';
  const blocks: TextBlock[] = [];
  for (const { text: blockText, kind, level } of source) {
    if (blockText === '') continue;
    const isListGoingOn = kind === 'list_item' && blocks.at(-1)?.kind === 'list_item';
    if (text !== '') text += isListGoingOn ? '\n' : '\n\n';
    const start = text.length;
    text += blockText;
    blocks.push({ kind, ...(level ? { level } : {}), start, end: text.length });
  }
  return { page, text, blocks };
}

/** The same for a picture that was read, with where its words stand. */
export function layOutScan(page: number, { blocks, lines }: ScannedPage): ParsedPage {
  const laidOut = layOutPage(page, blocks);
  return { ...laidOut, ocr_words: locateWords(laidOut.text, lines) };
}

const pageLength = 3_000;
const maxBlockLength = 6_000;

/**
 * Pages for formats that have none: cut between blocks, before a heading when one is near, each about
 * `pageLength` UTF-16 units, so that a small file is one page and a citation of a long one leads near.
 */
export function paginate(source: readonly SourceBlock[]): ParsedPage[] {
  const pages: ParsedPage[] = [];
  let current: SourceBlock[] = [];
  let length = 0;
  const finish = () => {
    if (current.length > 0) pages.push(layOutPage(pages.length + 1, current));
    current = [];
    length = 0;
  };
  for (const block of source.flatMap(splitLongBlock)) {
    const isFull = length + block.text.length > pageLength;
    const isGoodPlace = block.kind === 'heading' && length > pageLength * 0.6;
    if (length > 0 && (isFull || isGoodPlace)) finish();
    current.push(block);
    length += block.text.length;
  }
  finish();
  return pages;
}

/** What one page may hold of a chapter or a sheet: more is slow to show, and to send to every reader. */
const maxPartLength = 40_000;

/** A page for each part, and for a part that is very long as many as it needs; a part without text keeps its page. */
export function paginateParts(parts: readonly (readonly SourceBlock[])[]): ParsedPage[] {
  const pages: ParsedPage[] = [];
  const finish = (blocks: readonly SourceBlock[]) =>
    pages.push(layOutPage(pages.length + 1, blocks));
  for (const part of parts) {
    let current: SourceBlock[] = [];
    let length = 0;
    for (const block of part.flatMap(splitLongBlock)) {
      if (length > 0 && length + block.text.length > maxPartLength) {
        finish(current);
        current = [];
        length = 0;
      }
      current.push(block);
      length += block.text.length;
    }
    finish(current);
  }
  return pages;
}

/** Cuts at a line or sentence end where there is one, never inside a surrogate pair. */
function splitLongBlock(block: SourceBlock): SourceBlock[] {
  const pieces: SourceBlock[] = [];
  let rest = block.text;
  while (rest.length > maxBlockLength) {
    const window = rest.slice(0, pageLength);
    const cut = Math.max(
      window.lastIndexOf('\n'),
      window.lastIndexOf('. '),
      window.lastIndexOf(' '),
    );
    const end = wholeCharacter(rest, cut > pageLength / 2 ? cut + 1 : pageLength);
    pieces.push({ ...block, text: rest.slice(0, end).trim() });
    rest = rest.slice(end);
  }
  return [...pieces, { ...block, text: rest.trim() }];
}

function wholeCharacter(text: string, end: number): number {
  const isLowSurrogate = /[\udc00-\udfff]/.test(text.charAt(end));
  return isLowSurrogate ? end - 1 : end;
}
