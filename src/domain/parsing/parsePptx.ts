import { layOutPage } from '#domain/parsing/layout.ts';
import { officeRelations } from '#domain/parsing/officeRelations.ts';
import type { ParsedPage, Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { allParagraphs, noteBlocks, slideBlocks } from '#domain/parsing/pptxShapes.ts';
import { readXml } from '#domain/parsing/readXml.ts';
import { readZip, type ZipEntries } from '#domain/parsing/readZip.ts';
import { withSpeakerNotes } from '#domain/parsing/speakerNotes.ts';

const fallbackPath = 'ppt/presentation.xml';

/** A page for each slide, hidden ones too, so that page numbers are PowerPoint's; its notes after its text. */
export const parsePptx: Parser = async (bytes, { onProgress }) => {
  const entries = readZip(bytes, (path) => /^(ppt|_rels)\/.*\.(xml|rels)$/.test(path));
  const slides = slidePaths(entries);
  return slides.map((path, index): ParsedPage => {
    const page = layOutPage(index + 1, readSlide(entries, path));
    onProgress?.(index + 1, slides.length);
    return page;
  });
};

/** In the order of the show: the files' own numbers are that of their making. */
function slidePaths(entries: ZipEntries): string[] {
  const main = officeRelations(entries, '').find(({ type }) => type === 'officeDocument');
  const presentation = main && entries.has(main.path) ? main.path : fallbackPath;
  const $ = readXml(entries, presentation);
  const paths = new Map(officeRelations(entries, presentation).map(({ id, path }) => [id, path]));
  const slides = $('p\\:sldIdLst > p\\:sldId')
    .toArray()
    .map((slide) => paths.get($(slide).attr('r:id') ?? ''))
    .filter((path) => path !== undefined);
  if (slides.length === 0) throw new ParseFailure('empty');
  return slides;
}

function readSlide(entries: ZipEntries, path: string): SourceBlock[] {
  const relations = officeRelations(entries, path);
  const blocks = slideBlocks({
    $: readXml(entries, path),
    readRelated(relationId) {
      const part = relations.find(({ id }) => id === relationId);
      return part && entries.has(part.path) ? allParagraphs(readXml(entries, part.path)) : [];
    },
  });
  const notesPart = relations.find(({ type }) => type === 'notesSlide');
  const notes =
    notesPart && entries.has(notesPart.path) ? noteBlocks(readXml(entries, notesPart.path)) : [];
  return withSpeakerNotes(blocks, notes);
}
