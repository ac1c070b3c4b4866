import { type CheerioAPI, load } from 'cheerio';
import { formulaText } from '#domain/parsing/docxFormula.ts';
import { openDocxNumbering } from '#domain/parsing/docxNumbering.ts';
import { numberMark } from '#domain/parsing/listNumbers.ts';
import { officeRelations, type Relation } from '#domain/parsing/officeRelations.ts';
import { readXml } from '#domain/parsing/readXml.ts';
import type { ZipEntries } from '#domain/parsing/readZip.ts';

/**
 * The parts of a Word file that have text, with all of it where mammoth looks for it: it leaves out fields,
 * words with their reading above them and formulas, and counts each list from 1.
 */
export function plainDocxParts(entries: ZipEntries): ZipEntries {
  const main = officeRelations(entries, '').find(({ type }) => type === 'officeDocument');
  if (!main || !entries.has(main.path)) return entries;
  const relations = officeRelations(entries, main.path);
  const pathOf = (wanted: Relation['type']) =>
    relations.find(({ type, path }) => type === wanted && entries.has(path))?.path;
  const parts = new Map(entries);
  for (const path of [main.path, pathOf('footnotes'), pathOf('endnotes')]) {
    if (path === undefined) continue;
    const $ = readXml(entries, path);
    unwrap($);
    if (path === main.path) addNumbers($, entries, [pathOf('numbering'), pathOf('styles')]);
    parts.set(path, Buffer.from($.xml()));
  }
  return parts;
}

function unwrap($: CheerioAPI): void {
  $('w\\:rt, w\\:rubyPr').remove();
  for (const element of $('w\\:fldSimple, w\\:ruby, w\\:rubyBase').toArray())
    $(element).replaceWith($(element).contents());
  for (const formula of $('m\\:oMath').toArray())
    $(formula).replaceWith(runOf(formulaText($, formula)));
  for (const formula of $('m\\:oMathPara').toArray())
    $(formula).replaceWith($(formula).children('w\\:r'));
}

const runOf = (text: string) =>
  load('<w:r><w:t xml:space="preserve"/></w:r>', { xml: true })('w\\:t').text(text).parent();

function addNumbers(
  $: CheerioAPI,
  entries: ZipEntries,
  [numberingPath, stylesPath]: readonly (string | undefined)[],
): void {
  if (numberingPath === undefined) return;
  const $styles = stylesPath === undefined ? load('', { xml: true }) : readXml(entries, stylesPath);
  const numbering = openDocxNumbering($, readXml(entries, numberingPath), $styles);
  for (const paragraph of $('w\\:p').toArray()) {
    const properties = $(paragraph).children('w\\:pPr');
    // A paragraph that somebody has deleted is part of the next one.
    if (properties.find('> w\\:rPr > w\\:del').length > 0) continue;
    const number = numbering.numberOf(paragraph);
    if (number === null) continue;
    const run = runOf(numberMark(number));
    if (properties.length > 0) properties.after(run);
    else $(paragraph).prepend(run);
  }
}
