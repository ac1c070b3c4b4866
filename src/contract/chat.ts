import { z } from 'zod';
import { Conversation } from '#contract/conversations.ts';
import { Customer } from '#contract/customers.ts';
import { Id, nameLine } from '#contract/primitives.ts';

const Key = z.string().min(1).max(64);
const Email = z.email().max(254);

/** Who a company says that its customer is. */
export const VouchedIdentity = z.object({
  user_id: z.string().min(1).max(200),
  /** HMAC-SHA256 of `user_id` with the workspace's secret, in hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  display_name: nameLine(100).optional(),
  email: Email.optional(),
});
export type VouchedIdentity = z.infer<typeof VouchedIdentity>;

export const OpenChatInput = z.object({
  key: Key,
  page_url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  identity: VouchedIdentity.optional(),
});
export type OpenChatInput = z.infer<typeof OpenChatInput>;

/** Somebody of the workspace, as far as a customer sees them. */
export const Operator = z.object({ user_id: Id, display_name: z.string(), online: z.boolean() });
export type Operator = z.infer<typeof Operator>;

export const Chat = z.object({
  workspace_name: z.string(),
  greeting: z.string(),
  ai_enabled: z.boolean(),
  customer: Customer,
  /** The newest; null before the first. */
  conversation: Conversation.nullable(),
  /** Those who are there, and those who have answered in the conversation. */
  operators: z.array(Operator),
});
export type Chat = z.infer<typeof Chat>;

export const ChatRef = z.object({ key: Key });
export type ChatRef = z.infer<typeof ChatRef>;

export const UpdateChatInput = ChatRef.extend({
  display_name: nameLine(100).optional(),
  email: Email.nullable().optional(),
});
export type UpdateChatInput = z.infer<typeof UpdateChatInput>;

export const ChatStatus = z.object({
  /** How many customers are to be answered before this one, plus one; null when it does not wait. */
  position: z.int().min(1).nullable(),
  operators: z.array(Operator),
});
export type ChatStatus = z.infer<typeof ChatStatus>;
