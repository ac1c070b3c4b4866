import { z } from 'zod';
import { Citation } from '#contract/citations.ts';
import { Id, Timestamp, Version } from '#contract/primitives.ts';

/** `visitor`, `operator` and `system` stand in live conversations. */
export const MessageRole = z.enum(['user', 'ai', 'visitor', 'operator', 'system']);
export type MessageRole = z.infer<typeof MessageRole>;

/** Something that happened in a conversation, as it shows in the thread. */
export const Notice = z.object({
  type: z.enum([
    'taken',
    'handed_to_person',
    'handed_to_ai',
    'assigned',
    'resolved',
    'reopened',
    'joined',
    'left',
  ]),
  /** Who did it; null for the AI, a rule or the customer. */
  by: Id.nullable(),
  /** Whom it is about, for instance who is to answer now. */
  to: Id.nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const MessageStatus = z.enum(['pending', 'running', 'done', 'error']);
export type MessageStatus = z.infer<typeof MessageStatus>;

/** How far a message to a customer who is elsewhere, at LINE, has come. */
export const Delivery = z.enum(['pending', 'sent', 'failed']);
export type Delivery = z.infer<typeof Delivery>;

/** A file that a customer has sent; `messages.downloadUrl` leads to it. */
export const Attachment = z.object({
  kind: z.enum(['image', 'video', 'audio', 'file']),
  file_name: z.string(),
  mime_type: z.string(),
  size_bytes: z.int().min(0),
});
export type Attachment = z.infer<typeof Attachment>;

export const Message = z.object({
  id: Id,
  workspace_id: Id,
  conversation_id: Id,
  role: MessageRole,
  /** Its place in the conversation: 1, 2, 3 … */
  seq: z.int().min(0),
  /** Null for the AI and for `system`. */
  author_id: Id.nullable(),
  /** A note that no customer sees. */
  internal: z.boolean(),
  /** What a `system` message tells; each client has its own words for it. */
  notice: Notice.nullable(),
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
  /** Null for what has nowhere to go but into the conversation itself. */
  delivery: Delivery.nullable(),
  /** Why it could not be delivered, for the operator. */
  delivery_error: z.string().nullable(),
  /** Null also until the file is here. */
  attachment: Attachment.nullable(),
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

/** What could be asked after an answer, at most three, in the words of the documents. */
export const FollowUps = z.array(z.string());

export const MAX_MESSAGE_LENGTH = 20_000;

export const SendMessageInput = z.object({
  conversation_id: Id,
  /** PostgreSQL's text cannot hold U+0000. */
  content: z
    .string()
    .trim()
    .min(1)
    .max(MAX_MESSAGE_LENGTH, `must not be longer than ${MAX_MESSAGE_LENGTH} characters`)
    .refine((text) => !text.includes('\0'), 'must not contain U+0000'),
  client_id: Id,
  /** A note for operators, in a live conversation. */
  internal: z.boolean().default(false),
});
export type SendMessageInput = z.input<typeof SendMessageInput>;

/** `ai_message` is null where the AI was not asked: between people, unless `@ai` stands in the text. */
export const SendMessageResult = z.object({
  user_message: Message,
  ai_message: Message.nullable(),
});
export type SendMessageResult = z.infer<typeof SendMessageResult>;
