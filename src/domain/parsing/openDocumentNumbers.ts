import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { formatNumber } from '#domain/parsing/formatNumber.ts';
import { numberMark } from '#domain/parsing/listNumbers.ts';
import type { OpenDocument } from '#domain/parsing/openDocument.ts';

type Counts = (number | undefined)[];

const formats: Record<string, string> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  'ก, ข, ค, ...': 'thaiLetters',
  '๑, ๒, ๓, ...': 'thaiNumbers',
};

const maxLevel = 10;

/** From 1 to 10, as the standard has them, whatever a file says. */
const levelOf = (said: string | number | undefined) =>
  Math.min(Math.max(Math.trunc(Number(said)) || 1, 1), maxLevel);

/** Of a heading: 1 where it does not say. */
export const outlineLevel = (heading: Element) => levelOf(heading.attribs['text:outline-level']);

/** Puts the numbers of headings and of lists' items before their text, marked for `withNumbers`. */
export function addOpenDocumentNumbers({ $, $styles }: OpenDocument): void {
  const outline = levelsOf($styles('text\\:outline-style').first(), $styles);
  const lists = new Map<string, Map<number, Cheerio<Element>>>();
  for (const api of [$styles, $])
    for (const style of api('text\\:list-style').toArray())
      lists.set(api(style).attr('style:name') ?? '', levelsOf(api(style), api));
  const outlineCounts: Counts = [];
  const countsOfList = new Map<string, Counts>();

  for (const element of $('text\\:h, text\\:list-item').toArray()) {
    if (element.name === 'text:h') {
      if ($(element).attr('text:is-list-header') === 'true') continue;
      const level = outlineLevel(element);
      mark($(element), numberAt(outline, count(outlineCounts, outline, { level })));
      continue;
    }
    const list = placeOf($, element);
    const levels = lists.get(list.style) ?? new Map<number, Cheerio<Element>>();
    const known = countsOfList.get(list.style);
    const counts = known && !list.begins ? known : [];
    countsOfList.set(list.style, counts);
    const first = $(element).children('text\\:p').first();
    const start = $(element).attr('text:start-value');
    mark(first, numberAt(levels, count(counts, levels, { level: list.level, start })));
  }
}

const mark = (text: Cheerio<Element>, number: string | null) =>
  number === null ? text : text.prepend(numberMark(number));

/** Of a style, the definitions of its levels, from 1, that have numbers. */
function levelsOf(style: Cheerio<Element>, $: CheerioAPI): Map<number, Cheerio<Element>> {
  const levels = style.children('text\\:list-level-style-number, text\\:outline-level-style');
  return new Map(levels.toArray().map((level) => [Number($(level).attr('text:level')), $(level)]));
}

/** The level of an item, the style of its list, and whether it is the first item of one that counts anew. */
function placeOf($: CheerioAPI, item: Element) {
  const lists = $(item).parents('text\\:list');
  const styled = lists.filter('[text\\:style-name]').first();
  const outer = lists.last();
  const goesOn =
    outer.attr('text:continue-numbering') === 'true' ||
    outer.attr('text:continue-list') !== undefined;
  const isFirst = $(item).prev('text\\:list-item').length === 0;
  return {
    level: levelOf(lists.length),
    style: styled.attr('text:style-name') ?? '',
    begins: lists.length === 1 && isFirst && !goesOn,
  };
}

function count(
  counts: Counts,
  levels: ReadonlyMap<number, Cheerio<Element>>,
  { level, start }: { level: number; start?: string | undefined },
): Counts {
  const startOf = (at: number) => Number(levels.get(at)?.attr('text:start-value') ?? 1);
  for (let above = 1; above < level; above += 1) counts[above] ??= startOf(above);
  counts[level] = start === undefined ? (counts[level] ?? startOf(level) - 1) + 1 : Number(start);
  counts.length = level + 1;
  return counts;
}

/** As the style of the last of these levels shows it; null where that is a bullet, or nothing. */
function numberAt(levels: ReadonlyMap<number, Cheerio<Element>>, counts: Counts): string | null {
  const level = counts.length - 1;
  const style = levels.get(level);
  if (!style?.attr('style:num-format')) return null;
  const shown = Math.min(levelOf(style.attr('text:display-levels')), level);
  const numbers = Array.from({ length: shown }, (_, nth) => level - shown + 1 + nth)
    .map((at) => {
      const format = levels.get(at)?.attr('style:num-format') ?? '';
      return format === '' ? '' : formatNumber(counts[at] ?? 1, formats[format] ?? 'decimal');
    })
    .filter((number) => number !== '');
  return `${style.attr('style:num-prefix') ?? ''}${numbers.join('.')}${style.attr('style:num-suffix') ?? ''}`.trim();
}
