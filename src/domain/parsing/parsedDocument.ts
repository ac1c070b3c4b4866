import type { OcrWord } from '#contract/ocrWords.ts';
import type { TextBlock } from '#contract/textBlocks.ts';

/** A page as a reader sees it: paragraphs with a blank line between them. */
export type ParsedPage = {
  /** From 1. */
  page: number;
  text: string;
  /** Spans of `text`, ascending, not overlapping, covering all of it that is not white space. */
  blocks: TextBlock[];
  /** Of a scan, in the order of `text`. */
  ocr_words?: OcrWord[] | undefined;
};

export type ParsedDocument = {
  pages: ParsedPage[];
  /** What it calls itself; only of HTML, whose address seldom says. */
  title: string | null;
};

/** A block before it has its place on a page. */
export type SourceBlock = Pick<TextBlock, 'kind' | 'level'> & { text: string };

/** A recognised word and where it stands, in shares of the picture's width and height. */
export type ScannedWord = { text: string; box: Pick<OcrWord, 'left' | 'top' | 'width' | 'height'> };

/** What stands in a picture. */
export type ScannedPage = {
  /** In reading order; none when there are no words in it. */
  blocks: SourceBlock[];
  /** Pieces of lines, in about the order of the blocks, with the words that these have come from. */
  lines: ScannedWord[][];
};

/** A scan is a page that is a picture: of a PDF, or of an image file. */
export type ScanReader = {
  /** Asked for before any is read. @throws ParseFailure when the file has more of them than are read */
  reserve: (scans: number) => void;
  /** Of a PNG. */
  read: (picture: Picture) => Promise<ScannedPage>;
};

export type Picture = { png: Uint8Array; width: number; height: number };

export type ParseOptions = {
  /** Pages done of all; only for formats that tell. */
  onProgress?: (done: number, total: number) => void;
  /** For pages that are pictures. */
  scans: ScanReader;
  /** For formats that carry files of their own; not given to the parser of such a file. */
  parseAttachment?: (bytes: Uint8Array, fileName: string) => Promise<ParsedDocument>;
};

/** One format's parser: bytes to pages. Throws `ParseFailure` for a file that it cannot read. */
export type Parser = (bytes: Uint8Array, options: ParseOptions) => Promise<ParsedPage[]>;
