import { z } from 'zod';
import { Id } from '#contract/primitives.ts';

/** `[n]` in a message's content refers to it; `quote` stands word for word on the page `page_from`. */
export const Citation = z.object({
  n: z.int().positive(),
  document_id: Id,
  file_name: z.string(),
  page_from: z.int().positive(),
  page_to: z.int().positive(),
  chunk_id: Id,
  quote: z.string().min(1),
});
export type Citation = z.infer<typeof Citation>;
