import { type ChunkedPage, type Unit, unitsOf } from '#domain/chunking/units.ts';
import { must } from '#shared/must.ts';

export type Chunk = {
  page_from: number;
  page_to: number;
  /** The headings that all of it stands under, outermost first. */
  heading_path: string[];
  /** Word for word from the pages; pieces that do not follow each other directly have a blank line between. */
  text: string;
};

/** As `wordCount` counts them. */
const targetWords = 280;
export const maxWords = 350;

/** A section of level 1 or 2 that is as long never shares a chunk with what comes after it. */
const minSectionWords = 100;

const maxHeadingLength = 200;

/**
 * Cuts a document along its structure into chunks of about `targetWords`, never more than `maxWords`: between
 * sections first, and a section that is too long into parts of about one size, where there is a heading
 * rather than between paragraphs, and there rather than between sentences. Pages come in ascending order.
 */
export function chunkPages(pages: readonly ChunkedPage[]): Chunk[] {
  const texts = new Map(pages.map(({ page, text }) => [page, text]));
  const textOf: TextOf = ({ page, start, end }) =>
    must(texts.get(page), 'the text of a page').slice(start, end);
  const path = new Map<number, string>();
  return sectionsOf(unitsOf(pages))
    .flatMap(splitSection)
    .flatMap((units) => {
      const [first] = units;
      const last = units.at(-1);
      if (!first || !last) return [];
      const heading_path = follow(path, units, textOf);
      const text = piecesOf(units).map(textOf).join('\n\n');
      return [{ page_from: first.page, page_to: last.page, heading_path, text }];
    });
}

type TextOf = (piece: Pick<Unit, 'page' | 'start' | 'end'>) => string;

/** The headings over all of a chunk; `path` goes on to those in force at its end. */
function follow(path: Map<number, string>, units: readonly Unit[], textOf: TextOf): string[] {
  const content = units.findIndex(({ level }) => level === null);
  const opening = content === -1 ? units.length : content;
  for (const unit of units.slice(0, opening)) enter(path, unit, textOf(unit));
  const opened = [...path];
  for (const unit of units.slice(opening)) enter(path, unit, textOf(unit));
  // A heading further down ends those of its level, even one of the same words.
  const ended = Math.min(...units.slice(opening).map(({ level }) => level ?? Infinity));
  return opened.flatMap(([level, text]) => (level < ended ? [text] : []));
}

/** Goes on under a heading, if the unit is one: those of its level and below end. */
function enter(path: Map<number, string>, { level }: Unit, text: string): void {
  if (level === null) return;
  for (const other of path.keys()) if (other >= level) path.delete(other);
  path.set(level, text.replaceAll(/\s+/g, ' ').slice(0, maxHeadingLength));
}

/** Sections under headings of level 1 and 2; short ones go together. */
function sectionsOf(units: readonly Unit[]): Unit[][] {
  const sections: Unit[][] = [];
  let current: Unit[] = [];
  for (const unit of units) {
    const isNew = unit.level !== null && unit.level <= 2;
    if (isNew && wordsOf(current) >= minSectionWords) {
      sections.push(current);
      current = [];
    }
    current.push(unit);
  }
  const previous = sections.at(-1);
  const isShort = wordsOf(current) < minSectionWords;
  if (previous && isShort && wordsOf(previous) + wordsOf(current) <= maxWords)
    previous.push(...current);
  else sections.push(current);
  return sections;
}

const wordsOf = (units: readonly Unit[]) => units.reduce((sum, { words }) => sum + words, 0);

/** Halves, or a third and two thirds …, until each part is short enough. */
function splitSection(units: readonly Unit[]): (readonly Unit[])[] {
  const total = wordsOf(units);
  if (total <= maxWords) return [units];
  const parts = Math.max(2, Math.round(total / targetWords));
  const at = bestCut(units, (total * Math.floor(parts / 2)) / parts);
  return [...splitSection(units.slice(0, at)), ...splitSection(units.slice(at))];
}

/** The best place to cut near a number of words, the nearest of equally good ones. */
function bestCut(units: readonly Unit[], goal: number): number {
  let words = 0;
  const places = units.slice(1).map(({ cut }, index) => {
    words += units[index]?.words ?? 0;
    return { at: index + 1, cut, distance: Math.abs(words - goal) };
  });
  const near = places.filter(({ distance }) => distance <= targetWords * 0.3);
  const [best] = (near.length > 0 ? near : places).toSorted(
    (one, other) => other.cut - one.cut || one.distance - other.distance,
  );
  return must(best, 'a place to cut: no unit is longer than a chunk').at;
}

/** Units that follow each other on a page are one run of its text. */
function piecesOf(units: readonly Unit[]): Pick<Unit, 'page' | 'start' | 'end'>[] {
  const pieces: { page: number; start: number; end: number }[] = [];
  for (const { page, start, end } of units) {
    const previous = pieces.at(-1);
    if (previous && previous.page === page && start - previous.end <= 2) previous.end = end;
    else pieces.push({ page, start, end });
  }
  return pieces;
}
