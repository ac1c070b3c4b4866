import { z } from 'zod';

/** What the UI must know of the server's configuration; nothing in it is secret. */
export const Settings = z.object({
  /** `extractive`: no language model is set, answers quote the best sentences. */
  answer_mode: z.enum(['extractive', 'model']),
  /** Name of the language model, null when answers are extractive. */
  model: z.string().nullable(),
  max_upload_mb: z.number().positive(),
});
export type Settings = z.infer<typeof Settings>;
