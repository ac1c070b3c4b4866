import { z } from 'zod';
import { Id } from '#contract/primitives.ts';

/** The caller. `email` is null for an anonymous visitor. */
export const Me = z.object({
  id: Id,
  email: z.string().nullable(),
  display_name: z.string(),
});
export type Me = z.infer<typeof Me>;
