import type { TextBlock } from '#contract/textBlocks.ts';

/** A page as a reader sees it: paragraphs with a blank line between them. */
export type ParsedPage = {
  /** From 1. */
  page: number;
  text: string;
  /** Spans of `text`, ascending, not overlapping, covering all of it that is not white space. */
  blocks: TextBlock[];
};

export type ParsedDocument = {
  pages: ParsedPage[];
  /** What it calls itself; only of HTML, whose address seldom says. */
  title: string | null;
};

/** A block before it has its place on a page. */
export type SourceBlock = Pick<TextBlock, 'kind' | 'level'> & { text: string };

export type ParseOptions = {
  /** Pages done of all; only for formats that tell. */
  onProgress?: (done: number, total: number) => void;
  /** For formats that carry files of their own; not given to the parser of such a file. */
  parseAttachment?: (bytes: Uint8Array, fileName: string) => Promise<ParsedDocument>;
};

/** One format's parser: bytes to pages. Throws `ParseFailure` for a file that it cannot read. */
export type Parser = (bytes: Uint8Array, options: ParseOptions) => Promise<ParsedPage[]>;
