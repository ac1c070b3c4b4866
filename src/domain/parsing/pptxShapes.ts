import type { Cheerio, CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { cleanLine } from '#domain/parsing/cleanText.ts';
import { formatNumber } from '#domain/parsing/formatNumber.ts';
import type { SourceBlock } from '#domain/parsing/parsedDocument.ts';

/** What stands on every slide alike, and the pictures of a slide on its notes page. */
const chromePlaceholders = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg']);

/** What Word calls the signs that PowerPoint counts by. */
const slideFormats = new Map([
  ['alphaLc', 'lowerLetter'],
  ['alphaUc', 'upperLetter'],
  ['romanLc', 'lowerRoman'],
  ['romanUc', 'upperRoman'],
  ['thaiAlpha', 'thaiLetters'],
  ['thaiNum', 'thaiNumbers'],
]);

/** Reads a part of another file that a shape shows, by the id of its relation. */
type ReadRelated = (relationId: string) => SourceBlock[];

type ShapeTree = { $: CheerioAPI; readRelated: ReadRelated };

/** A slide's text shape by shape as they stand in the file, the title before all others. */
export function slideBlocks(tree: ShapeTree): SourceBlock[] {
  const blocks = tree
    .$('p\\:cSld > p\\:spTree')
    .toArray()
    .flatMap((root) => childBlocks(tree, root));
  const isTitle = ({ kind }: SourceBlock) => kind === 'heading';
  return [...blocks.filter(isTitle), ...blocks.filter((block) => !isTitle(block))];
}

/** What a speaker has written beneath the slide. */
export function noteBlocks($: CheerioAPI): SourceBlock[] {
  return $('p\\:sp')
    .toArray()
    .filter((shape) => placeholderOf($, shape) === 'body')
    .flatMap((shape) => paragraphsOf($, shape, false));
}

/** Every paragraph in a part, as of a diagram. */
export function allParagraphs($: CheerioAPI): SourceBlock[] {
  return $('a\\:p')
    .toArray()
    .map((paragraph): SourceBlock => ({
      kind: 'list_item',
      text: bullet(paragraphText($, paragraph)),
    }))
    .filter(({ text }) => text !== '');
}

function childBlocks(tree: ShapeTree, parent: Element): SourceBlock[] {
  return tree
    .$(parent)
    .children()
    .toArray()
    .flatMap((child) => shapeBlocks(tree, child));
}

function shapeBlocks(tree: ShapeTree, shape: Element): SourceBlock[] {
  const { $ } = tree;
  if (shape.name === 'p:grpSp') return childBlocks(tree, shape);
  if (shape.name === 'p:graphicFrame') return frameBlocks(tree, shape);
  if (shape.name === 'mc:AlternateContent') {
    // The same thing twice, for newer and for older programs.
    const [choice, fallback] = ['mc\\:Choice', 'mc\\:Fallback'].map((name) =>
      $(shape)
        .children(name)
        .toArray()
        .flatMap((version) => childBlocks(tree, version)),
    );
    return choice?.length ? choice : (fallback ?? []);
  }
  if (shape.name !== 'p:sp') return [];
  const placeholder = placeholderOf($, shape);
  if (placeholder !== null && chromePlaceholders.has(placeholder)) return [];
  if (placeholder === 'title' || placeholder === 'ctrTitle') {
    const text = cleanLine(textsOf($, shape).join(' '));
    return text === '' ? [] : [{ kind: 'heading', level: 1, text }];
  }
  return paragraphsOf($, shape, placeholder === 'body');
}

function frameBlocks({ $, readRelated }: ShapeTree, frame: Element): SourceBlock[] {
  const data = $(frame).find('a\\:graphicData').first();
  const table = data.children('a\\:tbl').first();
  if (table.length > 0) {
    const rows = tableRows($, table)
      .map((cells) => cells.join(' | '))
      .filter((row) => /[^\s|]/.test(row));
    return [{ kind: 'table', text: rows.join('\n') }];
  }
  const diagram = data.children('dgm\\:relIds').attr('r:dm');
  return diagram === undefined ? [] : readRelated(diagram);
}

/** What spans rows stands in each of them. */
function tableRows($: CheerioAPI, table: Cheerio<Element>): string[][] {
  const rows: string[][] = [];
  for (const row of table.children('a\\:tr').toArray())
    rows.push(
      $(row)
        .children('a\\:tc')
        .toArray()
        .map((cell, column) => {
          const isSpanned = /^(1|true)$/.test($(cell).attr('vMerge') ?? '');
          return isSpanned ? (rows.at(-1)?.[column] ?? '') : cleanLine(textsOf($, cell).join(' '));
        }),
    );
  return rows;
}

/** `body` where the file names no type: PowerPoint's own default. Null for a shape that is no placeholder. */
function placeholderOf($: CheerioAPI, shape: Element): string | null {
  const placeholder = $(shape).find('p\\:nvPr > p\\:ph').first();
  if (placeholder.length === 0) return null;
  const type = placeholder.attr('type') ?? 'obj';
  return type === 'obj' ? 'body' : type;
}

/** A list where the file says so, or where it is the slide's body, whose paragraphs have bullets by default. */
function paragraphsOf($: CheerioAPI, shape: Element, isBody: boolean): SourceBlock[] {
  const paragraphs = $(shape)
    .find('a\\:p')
    .toArray()
    .map((paragraph) => ({ paragraph, text: paragraphText($, paragraph) }))
    .filter(({ text }) => text !== '');
  const counts: number[] = [];
  return paragraphs.map(({ paragraph, text }): SourceBlock => {
    const properties = $(paragraph).children('a\\:pPr');
    const numbered = properties.children('a\\:buAutoNum');
    const level = Number(properties.attr('lvl') ?? 0);
    // A list begins anew after anything else at its level or above.
    counts.length = Math.min(counts.length, numbered.length > 0 ? level + 1 : level);
    if (numbered.length > 0) {
      counts[level] = (counts[level] ?? Number(numbered.attr('startAt') ?? 1) - 1) + 1;
      const number = slideNumber(counts[level], numbered.attr('type') ?? '');
      return { kind: 'list_item', text: `${number} ${text}` };
    }
    const hasBullet = properties.children('a\\:buChar, a\\:buBlip').length > 0;
    const hasNone = properties.children('a\\:buNone').length > 0;
    const isItem = hasBullet || (isBody && !hasNone && paragraphs.length > 1);
    return isItem ? { kind: 'list_item', text: bullet(text) } : { kind: 'paragraph', text };
  });
}

/** By a type such as `alphaLcParenR`: which signs, and what stands around them. */
function slideNumber(value: number, type: string): string {
  const [, signs = '', around] = /^(.*?)(ParenBoth|ParenR|Period|Plain|Minus)?$/.exec(type) ?? [];
  const text = formatNumber(value, slideFormats.get(signs) ?? 'decimal');
  if (around === 'ParenBoth') return `(${text})`;
  if (around === 'ParenR') return `${text})`;
  return around === 'Plain' ? text : `${text}.`;
}

const bullet = (text: string) => (text === '' ? '' : `• ${text}`);

const textsOf = ($: CheerioAPI, parent: Element) =>
  $(parent)
    .find('a\\:p')
    .toArray()
    .map((paragraph) => paragraphText($, paragraph));

function paragraphText($: CheerioAPI, paragraph: Element): string {
  const pieces = $(paragraph)
    .find('a\\:t, a\\:br, a\\:tab')
    .toArray()
    .map((piece) => (piece.name === 'a:t' ? $(piece).text() : ' '));
  return cleanLine(pieces.join(''));
}
