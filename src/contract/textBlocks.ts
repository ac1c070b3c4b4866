import { z } from 'zod';

/** What a run of a page's text is: `start` and `end` are UTF-16 offsets into it. */
export const TextBlock = z.object({
  kind: z.enum(['heading', 'paragraph', 'list_item', 'table', 'code']),
  /** 1…6 for a heading, else absent. */
  level: z.int().min(1).max(6).optional(),
  start: z.int().min(0),
  end: z.int().min(0),
});
export type TextBlock = z.infer<typeof TextBlock>;
