import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { formatNumber } from '#domain/parsing/formatNumber.ts';

type Level = { start: number; format: string; text: string; isLegal: boolean };
/** What `w:numPr` names: a list, and a level in it. */
type Place = { list: string; level: number };
type List = { abstractId: string; restarts: Map<number, number> };

export type DocxNumbering = { numberOf: (paragraph: Element) => string | null };

const maxLevel = 8;

/**
 * Tells paragraphs, asked for in their order, which number Word shows before them: `3.`, `2.1`, `(b)`; null for one
 * without a number, or with a bullet. Lists made of one definition go on counting, however much stands in between.
 */
export function openDocxNumbering(
  $document: CheerioAPI,
  $numbering: CheerioAPI,
  $styles: CheerioAPI,
): DocxNumbering {
  const { lists, levelOf, styleLevels } = readDefinitions($numbering, $styles);
  const styles = readStyles($styles);
  const counters = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();

  const placeOf = (paragraph: Element): Place | null => {
    const properties = $document(paragraph).children('w\\:pPr');
    const style = properties.children('w\\:pStyle').attr('w:val') ?? '';
    const own = readPlace($document, properties.get(0));
    const inherited = styles(style);
    const list = own.list ?? inherited.list;
    if (list === undefined || list === '0') return null;
    const level = own.level ?? styleLevels.get(`${list} ${style}`) ?? inherited.level ?? 0;
    return { list, level: Math.min(Math.max(level, 0), maxLevel) };
  };

  const count = ({ list, level }: Place, { abstractId, restarts }: List): readonly number[] => {
    const counts = counters.get(abstractId) ?? [];
    counters.set(abstractId, counts);
    const startOf = (at: number) => restarts.get(at) ?? levelOf(list, at)?.start ?? 1;
    // A list that says where it starts does so once; after that it goes on.
    if (!begun.has(list)) for (const at of restarts.keys()) counts[at] = undefined;
    begun.add(list);
    counts[level] = (counts[level] ?? startOf(level) - 1) + 1;
    counts.length = level + 1;
    return Array.from(counts, (value, at) => value ?? startOf(at));
  };

  return {
    numberOf(paragraph) {
      const place = placeOf(paragraph);
      const list = place && lists.get(place.list);
      const level = place && levelOf(place.list, place.level);
      if (!list || !level || level.format === 'bullet') return null;
      const counts = count(place, list);
      const text = level.text.replaceAll(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        const format = level.isLegal ? 'decimal' : (levelOf(place.list, at)?.format ?? 'decimal');
        return formatNumber(counts[at] ?? 1, format);
      });
      return text.trim() === '' ? null : text.trim();
    },
  };
}

function readPlace($: CheerioAPI, properties: Element | undefined): Partial<Place> {
  const numbering = properties ? $(properties).children('w\\:numPr') : null;
  const list = numbering?.children('w\\:numId').attr('w:val');
  const level = numbering?.children('w\\:ilvl').attr('w:val');
  return { ...(list ? { list } : {}), ...(level ? { level: Number(level) } : {}) };
}

/** The list that a paragraph's style, or one of those that it is based on, puts it in. */
function readStyles($: CheerioAPI): (style: string) => Partial<Place> {
  const own = new Map(
    $('w\\:style')
      .toArray()
      .map((style) => [
        $(style).attr('w:styleId'),
        {
          place: readPlace($, $(style).children('w\\:pPr').get(0)),
          base: $(style).children('w\\:basedOn').attr('w:val'),
        },
      ]),
  );
  return (id) => {
    let place: Partial<Place> = {};
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !seen.has(at);) {
      seen.add(at);
      place = { ...own.get(at)?.place, ...place };
      at = own.get(at)?.base;
    }
    return place;
  };
}

function readDefinitions($: CheerioAPI, $styles: CheerioAPI) {
  const abstract = new Map(
    $('w\\:abstractNum')
      .toArray()
      .map((each) => [$(each).attr('w:abstractNumId') ?? '', each]),
  );
  const numbers = new Map(
    $('w\\:num')
      .toArray()
      .map((each) => [$(each).attr('w:numId') ?? '', each]),
  );
  const abstractIdOf = (list: string) => {
    const number = numbers.get(list);
    return (number && $(number).children('w\\:abstractNumId').attr('w:val')) ?? '';
  };
  const lists = new Map<string, List>();
  const levels = new Map<string, Level>();
  const styleLevels = new Map<string, number>();
  const addLevels = (list: string, parent: Element) => {
    for (const element of $(parent).children('w\\:lvl').toArray()) {
      const at = Number($(element).attr('w:ilvl') ?? 0);
      const level = readLevel($, element);
      if (level) levels.set(`${list} ${at}`, level);
      const style = $(element).children('w\\:pStyle').attr('w:val');
      if (style) styleLevels.set(`${list} ${style}`, at);
    }
  };
  for (const [list, number] of numbers) {
    const link = linkedList($, $styles, abstract.get(abstractIdOf(list)));
    const abstractId = link === undefined ? abstractIdOf(list) : abstractIdOf(link);
    const definition = abstract.get(abstractId);
    if (definition) addLevels(list, definition);
    const restarts = new Map<number, number>();
    for (const override of $(number).children('w\\:lvlOverride').toArray()) {
      const start = $(override).children('w\\:startOverride').attr('w:val');
      if (start !== undefined) restarts.set(Number($(override).attr('w:ilvl')), Number(start));
      addLevels(list, override);
    }
    lists.set(list, { abstractId, restarts });
  }
  return { lists, styleLevels, levelOf: (list: string, at: number) => levels.get(`${list} ${at}`) };
}

/** A definition may be that of a numbering style, which names the list that has it. */
function linkedList($: CheerioAPI, $styles: CheerioAPI, definition: Element | undefined) {
  const link = definition && $(definition).children('w\\:numStyleLink').attr('w:val');
  if (link === undefined) return undefined;
  const style = $styles('w\\:style')
    .toArray()
    .find((each) => $styles(each).attr('w:styleId') === link);
  return style && readPlace($styles, $styles(style).children('w\\:pPr').get(0)).list;
}

/** Null for one that says nothing of its looks. */
function readLevel($: CheerioAPI, element: Element): Level | null {
  const valueOf = (name: string) => $(element).children(`w\\:${name}`).attr('w:val');
  const text = valueOf('lvlText');
  if (text === undefined) return null;
  return {
    start: Number(valueOf('start') ?? 1),
    format: valueOf('numFmt') ?? 'decimal',
    text,
    isLegal: $(element).children('w\\:isLgl').length > 0,
  };
}
