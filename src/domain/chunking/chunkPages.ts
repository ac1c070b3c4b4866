import type { TextBlock } from '#contract/textBlocks.ts';
import { sentencesOf } from '#domain/answering/sentences.ts';

export type ChunkedPage = { page: number; text: string; blocks: readonly TextBlock[] };

export type Chunk = {
  page_from: number;
  page_to: number;
  /** The headings that it stands under, outermost first. */
  heading_path: string[];
  /** Word for word from the pages; pieces that do not follow each other directly have a blank line between. */
  text: string;
};

/** In UTF-16 units: about 300 words of a language with spaces. */
const targetLength = 1_800;
const minLength = 500;
const maxLength = 2_600;

type Piece = { page: number; text: string; heading: number | null };

/**
 * Cuts a document along its structure: a chunk begins with a heading where one is near, holds whole
 * paragraphs, and cuts only paragraphs that are longer than a chunk, between sentences.
 */
export function chunkPages(pages: readonly ChunkedPage[]): Chunk[] {
  const chunks: Chunk[] = [];
  const path: string[] = [];
  let current: Piece[] = [];
  let currentPath: string[] = [];
  let length = 0;
  const finish = () => {
    const [first] = current;
    const last = current.at(-1);
    if (first && last)
      chunks.push({
        page_from: first.page,
        page_to: last.page,
        heading_path: currentPath,
        text: current.map(({ text }) => text).join('\n\n'),
      });
    current = [];
    length = 0;
  };
  for (const piece of pages.flatMap(piecesOf)) {
    const startsSection = piece.heading !== null && length >= minLength;
    const isFull = length > 0 && length + piece.text.length > targetLength && length >= minLength;
    const isOverfull = length > 0 && length + piece.text.length > maxLength;
    if (startsSection || isFull || isOverfull) finish();
    if (piece.heading !== null) path.splice(piece.heading - 1, Infinity, piece.text);
    if (current.length === 0) currentPath = path.filter((heading) => heading !== undefined);
    current.push(piece);
    length += piece.text.length;
  }
  finish();
  return chunks;
}

function piecesOf({ page, text, blocks }: ChunkedPage): Piece[] {
  return blocks.flatMap(({ kind, level, start, end }): Piece[] => {
    const content = text.slice(start, end);
    if (kind === 'heading') return [{ page, text: content, heading: level ?? 1 }];
    return splitLong(content).map((part) => ({ page, text: part, heading: null }));
  });
}

/** Parts of at most `maxLength`, cut between sentences, or anywhere when a sentence is longer than that. */
function splitLong(text: string): string[] {
  if (text.length <= maxLength) return [text];
  const parts: string[] = [];
  let from = 0;
  let end = 0;
  for (const sentence of sentencesOf(text)) {
    const at = text.indexOf(sentence, end);
    if (at + sentence.length - from > targetLength && end > from) {
      parts.push(text.slice(from, end).trim());
      from = at;
    }
    end = at + sentence.length;
  }
  parts.push(text.slice(from).trim());
  return parts.flatMap(cutAnywhere).filter((part) => part !== '');
}

function cutAnywhere(text: string): string[] {
  if (text.length <= maxLength) return [text];
  const isInsidePair = /[\ud800-\udbff]/.test(text.charAt(targetLength - 1));
  const end = isInsidePair ? targetLength - 1 : targetLength;
  return [text.slice(0, end), ...cutAnywhere(text.slice(end))];
}
