import type { TextBlock } from '#contract/textBlocks.ts';
import { sentencesOf } from '#domain/answering/sentences.ts';
import { wordCount } from '#domain/chunking/wordCount.ts';

export type ChunkedPage = { page: number; text: string; blocks: readonly TextBlock[] };

/** How good a place it is to cut before a unit: the higher, the better. */
const cuts = { afterHeading: -1, word: 0, sentence: 1, listItem: 2, block: 3, heading: 4 } as const;
type Cut = (typeof cuts)[keyof typeof cuts];

/** What a chunk is made of and never cut in: a block, or a sentence of a long one. */
export type Unit = {
  page: number;
  /** UTF-16 offsets in the page's text, without white space at either end. */
  start: number;
  end: number;
  words: number;
  cut: Cut;
  /** 1…6 for a heading. */
  level: number | null;
};

/** A block longer than this is cut into its sentences, and a sentence between its words. */
const maxUnitWords = 100;

type Span = { start: number; end: number };

/** A document's units in order: together they hold every character but the white space between them. */
export function unitsOf(pages: readonly ChunkedPage[]): Unit[] {
  const units: Unit[] = [];
  let wasHeading = false;
  let goesOn = false;
  for (const { page, text, blocks } of pages) {
    for (const { kind, level, ...span } of cover(text, blocks)) {
      const isHeading = kind === 'heading';
      const isText = kind === 'paragraph' || kind === 'list_item';
      const before = wasHeading ? cuts.afterHeading : isText && goesOn ? cuts.word : cutOf[kind];
      for (const [index, part] of splitBlock(text, span).entries())
        units.push({
          page,
          start: part.start,
          end: part.end,
          words: wordCount(text.slice(part.start, part.end)),
          cut: index === 0 ? before : part.cut,
          level: isHeading ? (level ?? 3) : null,
        });
      wasHeading = isHeading;
      goesOn = false;
    }
    // A paragraph that ends without a full stop at the foot of a page goes on at the head of the next.
    goesOn = /[\p{L}\p{M}\p{N},;-]\s*$/u.test(text);
  }
  return units;
}

const cutOf: Record<TextBlock['kind'], Cut> = {
  heading: cuts.heading,
  paragraph: cuts.block,
  table: cuts.block,
  code: cuts.block,
  list_item: cuts.listItem,
};

/** The blocks in order, none over another, and text that is in none as a paragraph. */
function cover(text: string, blocks: readonly TextBlock[]): TextBlock[] {
  const covering: TextBlock[] = [];
  let at = 0;
  for (const block of blocks.toSorted((one, other) => one.start - other.start)) {
    const start = Math.max(block.start, at);
    covering.push({ kind: 'paragraph', start: at, end: start }, { ...block, start });
    at = Math.max(at, block.end);
  }
  covering.push({ kind: 'paragraph', start: at, end: text.length });
  return covering
    .map((block) => ({ ...block, ...trim(text, block) }))
    .filter(({ start, end }) => start < end);
}

function trim(text: string, { start, end }: Span): Span {
  const content = text.slice(start, end);
  const from = start + content.length - content.trimStart().length;
  return { start: from, end: Math.max(from, start + content.trimEnd().length) };
}

function splitBlock(text: string, block: Span): (Span & { cut: Cut })[] {
  const content = text.slice(block.start, block.end);
  if (wordCount(content) <= maxUnitWords) return [{ ...block, cut: cuts.sentence }];
  const starts = [block.start];
  let at = 0;
  for (const sentence of sentencesOf(content)) {
    const start = content.indexOf(sentence, at);
    if (start > 0) starts.push(block.start + start);
    at = start + sentence.length;
  }
  return starts
    .map((start, index) => trim(text, { start, end: starts[index + 1] ?? block.end }))
    .filter(({ start, end }) => start < end)
    .flatMap((sentence) =>
      splitSentence(text, sentence).map((part, index) => ({
        ...part,
        cut: index === 0 ? cuts.sentence : cuts.word,
      })),
    );
}

function splitSentence(text: string, sentence: Span): Span[] {
  const parts: Span[] = [];
  let { start } = sentence;
  while (start < sentence.end) {
    const part = trim(text, { start, end: endOfPart(text, start, sentence.end) });
    if (part.start < part.end) parts.push(part);
    start = Math.max(part.end, start + 1);
  }
  return parts;
}

/** Where at most `maxUnitWords` end: between words where that is near, and never inside a character. */
function endOfPart(text: string, start: number, limit: number): number {
  let end = start;
  for (let words = 0; end < limit; end += 1) {
    words += wordCount(text.charAt(end));
    if (words > maxUnitWords) break;
  }
  if (end === limit) return end;
  const part = text.slice(start, end);
  const space = Math.max(...[' ', '\n', '，', '、', '；'].map((mark) => part.lastIndexOf(mark)));
  if (space > part.length / 2) return start + space + 1;
  while (end > start + 1 && /[\p{M}\udc00-\udfff]/u.test(text.charAt(end))) end -= 1;
  return end;
}
