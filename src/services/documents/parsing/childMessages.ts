import { z } from 'zod';
import { OcrWord } from '#contract/ocrWords.ts';
import { TextBlock } from '#contract/textBlocks.ts';
import { maxScans } from '#domain/parsing/parseFile.ts';

/** What the parent asks of the child that parses one file. */
export const ParseRequest = z.object({ filePath: z.string(), fileName: z.string() });
export type ParseRequest = z.infer<typeof ParseRequest>;

/** What the child tells. Pages come in pieces, so that neither side holds a whole document twice. */
export const ChildMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('progress'), done: z.number(), total: z.number() }),
  /** How many pages that are pictures it has found so far. */
  z.object({ type: z.literal('scans'), total: z.number().int().min(0).max(maxScans) }),
  z.object({
    type: z.literal('pages'),
    pages: z.array(
      z.object({
        page: z.number(),
        text: z.string(),
        blocks: z.array(TextBlock),
        ocr_words: z.array(OcrWord).optional(),
      }),
    ),
  }),
  /** All pages were sent: whatever happens from here on, they are there. */
  z.object({ type: z.literal('parsed'), title: z.string().nullable().default(null) }),
  z.object({ type: z.literal('thumbnail'), thumbnail: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('failed'), code: z.string() }),
  /** Not known to be the file's fault. */
  z.object({ type: z.literal('threw'), message: z.string() }),
]);
export type ChildMessage = z.infer<typeof ChildMessage>;
