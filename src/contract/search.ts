import { z } from 'zod';
import { Id } from '#contract/primitives.ts';

export const SearchInput = z.object({
  workspace_id: Id,
  query: z.string().trim().min(1).max(2_000),
  limit: z.int().min(1).max(50).default(10),
});
export type SearchInput = z.output<typeof SearchInput>;

/** One chunk; `score` is comparable within one result only, higher is better. */
export const SearchResult = z.object({
  document_id: Id,
  file_name: z.string(),
  chunk_id: Id,
  page_from: z.int().positive(),
  page_to: z.int().positive(),
  text: z.string(),
  score: z.number(),
});
export type SearchResult = z.infer<typeof SearchResult>;
