import { z } from 'zod';

/** Of the page's width or height, to four places. */
const Share = z.number().min(0).max(1);

/**
 * A word that was recognised in the picture of a page: `start` and `end` are UTF-16 offsets into the page's text,
 * the others its box on the page as it is seen, upright. The box is as high as the word's line.
 */
export const OcrWord = z.object({
  start: z.int().min(0),
  end: z.int().min(0),
  left: Share,
  top: Share,
  width: Share,
  height: Share,
});
export type OcrWord = z.infer<typeof OcrWord>;
