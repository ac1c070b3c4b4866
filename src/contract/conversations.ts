import { z } from 'zod';
import { Id, nameLine, Timestamp, Version } from '#contract/primitives.ts';

export const Conversation = z.object({
  id: Id,
  workspace_id: Id,
  /** Empty until named by a person or by the first message. */
  title: z.string(),
  created_by: Id,
  created_at: Timestamp,
  updated_at: Timestamp,
  last_message_at: Timestamp.nullable(),
  version: Version,
});
export type Conversation = z.infer<typeof Conversation>;

const ConversationTitle = nameLine(200);

export const ConversationRef = z.object({ conversation_id: Id });
export type ConversationRef = z.infer<typeof ConversationRef>;

export const CreateConversationInput = z.object({
  workspace_id: Id,
  title: ConversationTitle.optional(),
});
export type CreateConversationInput = z.infer<typeof CreateConversationInput>;

export const RenameConversationInput = z.object({ conversation_id: Id, title: ConversationTitle });
export type RenameConversationInput = z.infer<typeof RenameConversationInput>;
