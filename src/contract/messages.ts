import { z } from 'zod';
import { Citation } from '#contract/citations.ts';
import { Id, Timestamp, Version } from '#contract/primitives.ts';

export const MessageRole = z.enum(['user', 'ai']);
export type MessageRole = z.infer<typeof MessageRole>;

export const MessageStatus = z.enum(['pending', 'running', 'done', 'error']);
export type MessageStatus = z.infer<typeof MessageStatus>;

export const Message = z.object({
  id: Id,
  workspace_id: Id,
  conversation_id: Id,
  role: MessageRole,
  /** Null for the AI. */
  author_id: Id.nullable(),
  /** Markdown. While `status` is `running`, what has been saved of the answer so far. */
  content: z.string(),
  status: MessageStatus,
  citations: z.array(Citation),
  /** The id that the sender's client made; null for the AI's messages. */
  client_id: Id.nullable(),
  /** The user's message that an AI message answers. */
  reply_to_id: Id.nullable(),
  /** The language model that answered; `extractive` without one; null for people's messages. */
  model: z.string().nullable(),
  /** A person stopped the answer: `content` is what there was by then. */
  stopped: z.boolean(),
  error_message: z.string().nullable(),
  created_at: Timestamp,
  version: Version,
});
export type Message = z.infer<typeof Message>;

export const MessageRef = z.object({ message_id: Id });
export type MessageRef = z.infer<typeof MessageRef>;

export const ListMessagesInput = z.object({
  conversation_id: Id,
  /** `next_cursor` of the page before; absent for the newest. */
  cursor: Id.nullish(),
  limit: z.int().min(1).max(100).default(50),
});
export type ListMessagesInput = z.output<typeof ListMessagesInput>;

/** Newest first; `next_cursor` is null on the last page. */
export const MessagePage = z.object({ items: z.array(Message), next_cursor: Id.nullable() });
export type MessagePage = z.infer<typeof MessagePage>;

export const MAX_MESSAGE_LENGTH = 20_000;

export const SendMessageInput = z.object({
  conversation_id: Id,
  /** PostgreSQL's text cannot hold U+0000. */
  content: z
    .string()
    .trim()
    .min(1)
    .max(MAX_MESSAGE_LENGTH)
    .refine((text) => !text.includes('\0'), 'must not contain U+0000'),
  client_id: Id,
});
export type SendMessageInput = z.infer<typeof SendMessageInput>;

export const SendMessageResult = z.object({ user_message: Message, ai_message: Message });
export type SendMessageResult = z.infer<typeof SendMessageResult>;
