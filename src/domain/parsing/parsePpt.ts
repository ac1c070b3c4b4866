import CFB from 'cfb';
import { cleanLine } from '#domain/parsing/cleanText.ts';
import { layOutPage } from '#domain/parsing/layout.ts';
import type { Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import {
  type PptRecord,
  recordsIn,
  recordsWithin,
  recordTypes,
} from '#domain/parsing/pptRecords.ts';
import { readSavedObjects, type SavedObjects } from '#domain/parsing/pptSavedObjects.ts';
import { withSpeakerNotes } from '#domain/parsing/speakerNotes.ts';

/** Of [MS-PPT] 2.13.33, TextTypeEnum. */
const titleTypes = new Set([0, 6]);
const notesType = 2;
/** Instances of a list of slides, [MS-PPT] 2.4.14.3 and 2.4.14.6. */
const slideList = 0;
const notesList = 2;
/** Stands for the slide's number. */
const numberSign = '*';

/** Of a kind in TextTypeEnum, with a carriage return after each paragraph. */
type Text = { type: number; text: string };
/** `outline` are the texts that its placeholders refer to. */
type Slide = { record: PptRecord | undefined; slideId: number; outline: Text[] };

/** A page for each slide of PowerPoint 97 to 2003, hidden ones too: what stands on it, and its notes after that. */
export const parsePpt: Parser = async (bytes) => {
  try {
    return readSlides(bytes).map((blocks, index) => layOutPage(index + 1, blocks));
  } catch (error) {
    throw error instanceof RangeError ? new ParseFailure('broken', error) : error;
  }
};

function readSlides(bytes: Uint8Array): SourceBlock[][] {
  const container = CFB.read(Buffer.from(bytes), { type: 'buffer' });
  const streamOf = (path: string) => Buffer.from(CFB.find(container, path)?.content ?? []);
  const saved = readSavedObjects(streamOf('/PowerPoint Document'), streamOf('/Current User'));
  const lists = [...recordsIn(saved.document)].filter(
    ({ type }) => type === recordTypes.slideListWithText,
  );
  const slidesOf = (list: number) =>
    lists.filter(({ instance }) => instance === list).flatMap((each) => [...slidesIn(each, saved)]);
  const notes = new Map(
    slidesOf(notesList).map((slide) => [
      notedSlide(slide.record),
      textsOf(slide).filter(({ type }) => type === notesType),
    ]),
  );
  return slidesOf(slideList).map((slide) =>
    withSpeakerNotes(
      textsOf(slide).flatMap(toBlocks),
      (notes.get(slide.slideId) ?? []).flatMap(toBlocks),
    ),
  );
}

/** In the order of the show. */
function* slidesIn(list: PptRecord, { objectOf }: SavedObjects): Generator<Slide> {
  let outline: Text[] = [];
  let type = 0;
  for (const { type: recordType, data } of recordsIn(list)) {
    if (recordType === recordTypes.slidePersistAtom) {
      outline = [];
      // One that is lost keeps its page.
      const record = objectOf(data.readUInt32LE(0));
      yield { record, slideId: data.readUInt32LE(12), outline };
    } else if (recordType === recordTypes.textHeaderAtom) type = data.readUInt32LE(0);
    else {
      const text = textOf(recordType, data);
      if (text !== null) outline.push({ type, text });
    }
  }
}

function notedSlide(notes: PptRecord | undefined): number {
  const [atom] = notes ? recordsWithin(notes, recordTypes.notesAtom) : [];
  return atom ? atom.data.readUInt32LE(0) : 0;
}

/** What stands in a slide's shapes: there, or in its outline, to which they refer. */
function textsOf({ record, outline }: Slide): Text[] {
  if (!record) return [];
  const texts: Text[] = [];
  for (const box of recordsWithin(record, recordTypes.clientTextbox)) {
    let type = 0;
    for (const { type: recordType, data } of recordsIn(box)) {
      if (recordType === recordTypes.textHeaderAtom) type = data.readUInt32LE(0);
      const referred =
        recordType === recordTypes.outlineTextRefAtom ? outline[data.readUInt32LE(0)] : undefined;
      const text = textOf(recordType, data);
      if (referred) texts.push(referred);
      if (text !== null) texts.push({ type, text });
    }
  }
  return texts;
}

function textOf(recordType: number, data: Buffer): string | null {
  if (recordType === recordTypes.textCharsAtom) return data.toString('utf16le');
  return recordType === recordTypes.textBytesAtom ? data.toString('latin1') : null;
}

function toBlocks({ type, text }: Text): SourceBlock[] {
  const lines = text.split('\r').map(cleanLine);
  if (titleTypes.has(type)) return [{ kind: 'heading', level: 1, text: cleanLine(text) }];
  return lines
    .filter((line) => line !== '' && line !== numberSign)
    .map((line) => ({ kind: 'paragraph', text: line }));
}
