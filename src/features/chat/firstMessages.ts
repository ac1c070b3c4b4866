import { z } from 'zod';

/** What was written before there is a conversation to write it in. */
export const FirstMessage = z.object({
  client_id: z.string(),
  content: z.string(),
  created_at: z.string(),
});
export type FirstMessage = z.infer<typeof FirstMessage>;

const FirstMessages = z.array(FirstMessage);

/** Kept text as messages; none of what is not. */
export function parseFirstMessages(kept: string | null): FirstMessage[] {
  try {
    return FirstMessages.safeParse(JSON.parse(kept ?? '[]')).data ?? [];
  } catch {
    return [];
  }
}
