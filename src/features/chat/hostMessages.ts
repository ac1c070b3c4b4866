import { z } from 'zod';

/** What the page that embeds the chat tells it: who and where the customer is, and whether the chat is open. */
export const FromHost = z.object({
  from: z.literal('parley-embed'),
  type: z.literal('page'),
  // A page may be of no web address, a file for instance: that is not told.
  page_url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional()
    .catch(undefined),
  is_shown: z.boolean(),
  // Whether it is right, the server says.
  identity: z
    .object({
      user_id: z.string(),
      hash: z.string(),
      display_name: z.string().optional(),
      email: z.string().optional(),
    })
    .optional(),
});
export type FromHost = z.infer<typeof FromHost>;

/** What the chat tells the page that embeds it. */
export type ToHost =
  | { type: 'ready' }
  | { type: 'close' }
  | { type: 'state'; unread: number; has_conversation: boolean };

/**
 * The origin of the page that embeds the chat by the script: messages go to it and come from it alone. Null on
 * a page of its own, and where the browser does not tell.
 */
export function findHostOrigin(page: {
  isFramed: boolean;
  search: string;
  referrer: string;
  ancestorOrigins: readonly string[];
}): string | null {
  if (!page.isFramed || !new URLSearchParams(page.search).has('embedded')) return null;
  const [ancestor] = page.ancestorOrigins;
  if (ancestor !== undefined && ancestor !== 'null') return ancestor;
  return URL.canParse(page.referrer) ? new URL(page.referrer).origin : null;
}
