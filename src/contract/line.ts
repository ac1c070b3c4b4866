import { z } from 'zod';
import { Id } from '#contract/primitives.ts';

/** A workspace's LINE Official Account, as far as anybody may see it: its secrets never leave. */
export const LineConnection = z.object({
  workspace_id: Id,
  connected: z.boolean(),
  /** What the account is called at LINE; null while none is connected. */
  bot_name: z.string().nullable(),
  /** To be entered at LINE as the webhook's address, behind this server's origin. */
  webhook_path: z.string(),
});
export type LineConnection = z.infer<typeof LineConnection>;

export const ConnectLineInput = z.object({
  workspace_id: Id,
  /** The long-lived one of the Messaging API channel; goes out as a header, so it has no spaces. */
  channel_access_token: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{1,1000}$/, 'must be a channel access token'),
  channel_secret: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be a channel secret'),
});
export type ConnectLineInput = z.infer<typeof ConnectLineInput>;
