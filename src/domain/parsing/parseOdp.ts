import { layOutPage } from '#domain/parsing/layout.ts';
import { readOpenDocument } from '#domain/parsing/openDocument.ts';
import { openDocumentBlocks } from '#domain/parsing/openDocumentBlocks.ts';
import type { Parser } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { withSpeakerNotes } from '#domain/parsing/speakerNotes.ts';

/** A page for each slide, hidden ones too: its title, what else stands on it, and its notes after that. */
export const parseOdp: Parser = async (bytes) => {
  const document = readOpenDocument(bytes);
  const { $ } = document;
  const slides = $('draw\\:page')
    .toArray()
    .map((slide) => {
      const titles = $(slide).children('[presentation\\:class="title"]').toArray();
      const others = $(slide)
        .children(':not(presentation\\:notes, [presentation\\:class="title"])')
        .toArray();
      const notes = $(slide)
        .find('> presentation\\:notes > [presentation\\:class="notes"]')
        .toArray();
      return { shown: [...titles, ...others], notes };
    });
  if (slides.length === 0) throw new ParseFailure('empty');
  const blocksOf = openDocumentBlocks(document, 'office\\:presentation');
  return slides.map(({ shown, notes }, index) =>
    layOutPage(index + 1, withSpeakerNotes(shown.flatMap(blocksOf), notes.flatMap(blocksOf))),
  );
};
