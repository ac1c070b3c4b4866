import { z } from 'zod';
import { Citation } from '#contract/citations.ts';
import { LiveStatus } from '#contract/conversations.ts';
import { Id, nameLine, Timestamp, Version } from '#contract/primitives.ts';

/** How a workspace answers its customers. */
export const LiveSettings = z.object({
  workspace_id: Id,
  /** Names the workspace in `/chat/<key>` and in the embedded script; no secret. */
  key: z.string(),
  /** Empty: the page has a greeting of its own. */
  greeting: z.string(),
  /** Does the AI answer first? */
  ai_enabled: z.boolean(),
  /** What the AI may answer customers from; null: every document of the workspace. */
  document_ids: z.array(Id).nullable(),
  /** A customer who writes one of these gets a person. */
  hand_over_words: z.array(z.string()),
  /** Does a waiting customer go to the least busy operator who is there? */
  auto_assign: z.boolean(),
  /** Sites that may embed the chat; none: any. */
  allowed_origins: z.array(z.string()),
  version: Version,
});
export type LiveSettings = z.infer<typeof LiveSettings>;

export const UpdateLiveSettingsInput = z.object({
  workspace_id: Id,
  greeting: z.string().trim().max(500).optional(),
  ai_enabled: z.boolean().optional(),
  document_ids: z.array(Id).max(1_000).nullable().optional(),
  hand_over_words: z.array(nameLine(50)).max(50).optional(),
  auto_assign: z.boolean().optional(),
  allowed_origins: z
    .array(z.url({ protocol: /^https?$/ }).max(200))
    .max(50)
    .optional(),
});
export type UpdateLiveSettingsInput = z.output<typeof UpdateLiveSettingsInput>;

/** With it a company's server vouches for who its customer is. */
export const LiveSecret = z.object({ secret: z.string() });
export type LiveSecret = z.infer<typeof LiveSecret>;

export const AssignInput = z.object({ conversation_id: Id, user_id: Id });
export type AssignInput = z.infer<typeof AssignInput>;

export const SetLiveStatusInput = z.object({ conversation_id: Id, status: LiveStatus });
export type SetLiveStatusInput = z.infer<typeof SetLiveStatusInput>;

export const SnoozeInput = z.object({
  conversation_id: Id,
  /** Null: not any more. */
  until: Timestamp.nullable(),
});
export type SnoozeInput = z.infer<typeof SnoozeInput>;

export const Draft = z.object({ text: z.string(), citations: z.array(Citation) });
export type Draft = z.infer<typeof Draft>;

export const Transcript = z.object({ text: z.string() });
export type Transcript = z.infer<typeof Transcript>;

/** A reply that operators keep for use by `/<shortcut>`. */
export const CannedReply = z.object({
  id: Id,
  workspace_id: Id,
  shortcut: z.string(),
  text: z.string(),
  created_by: Id,
  version: Version,
});
export type CannedReply = z.infer<typeof CannedReply>;

const Shortcut = z.string().regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'one word of letters and digits');
const ReplyText = z.string().trim().min(1).max(5_000);

export const CreateCannedReplyInput = z.object({
  workspace_id: Id,
  shortcut: Shortcut,
  text: ReplyText,
});
export type CreateCannedReplyInput = z.infer<typeof CreateCannedReplyInput>;

export const CannedReplyRef = z.object({ canned_reply_id: Id });
export type CannedReplyRef = z.infer<typeof CannedReplyRef>;

export const UpdateCannedReplyInput = CannedReplyRef.extend({
  shortcut: Shortcut,
  text: ReplyText,
});
export type UpdateCannedReplyInput = z.infer<typeof UpdateCannedReplyInput>;
