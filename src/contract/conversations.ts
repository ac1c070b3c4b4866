import { z } from 'zod';
import { Id, nameLine, Timestamp, Version } from '#contract/primitives.ts';

/** `ai`: a talk with the AI. `team`: people write to each other. `live`: with a customer. */
export const ConversationKind = z.enum(['ai', 'team', 'live']);
export type ConversationKind = z.infer<typeof ConversationKind>;

/** Who of the workspace may read it: every member, or its participants alone. */
export const Visibility = z.enum(['workspace', 'private']);
export type Visibility = z.infer<typeof Visibility>;

/** `pending`: the customer is to answer. */
export const LiveStatus = z.enum(['open', 'pending', 'resolved']);
export type LiveStatus = z.infer<typeof LiveStatus>;

/** Who answers the customer. */
export const LiveHandler = z.enum(['ai', 'person']);
export type LiveHandler = z.infer<typeof LiveHandler>;

export const Conversation = z.object({
  id: Id,
  workspace_id: Id,
  kind: ConversationKind,
  visibility: Visibility,
  /** Empty until named by a person or by the first message. */
  title: z.string(),
  created_by: Id,
  created_at: Timestamp,
  updated_at: Timestamp,
  last_message_at: Timestamp.nullable(),
  /** How many messages there have been: the newest one's `seq`. */
  last_seq: z.int().min(0),
  /** From here on of a `live` one; null for others. */
  customer_id: Id.nullable(),
  live_status: LiveStatus.nullable(),
  handler: LiveHandler.nullable(),
  /** The operator who has it; with a `person` for a handler and nobody here, it waits for one. */
  assignee_id: Id.nullable(),
  snoozed_until: Timestamp.nullable(),
  version: Version,
});
export type Conversation = z.infer<typeof Conversation>;

const ConversationTitle = nameLine(200);

export const ConversationRef = z.object({ conversation_id: Id });
export type ConversationRef = z.infer<typeof ConversationRef>;

export const CreateConversationInput = z.object({
  workspace_id: Id,
  title: ConversationTitle.optional(),
  kind: ConversationKind.exclude(['live']).default('ai'),
  visibility: Visibility.default('workspace'),
  /** Members who take part from the beginning, beside the caller. */
  participant_ids: z.array(Id).max(200).default([]),
});
export type CreateConversationInput = z.input<typeof CreateConversationInput>;

export const RenameConversationInput = z.object({ conversation_id: Id, title: ConversationTitle });
export type RenameConversationInput = z.infer<typeof RenameConversationInput>;
