import { eq } from 'drizzle-orm';
import type { Message } from '#contract/messages.ts';
import type { Reader } from '#db/client.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import { requireConversation, requireReader } from '#services/conversations/access.ts';
import { AppError, notFound } from '#services/errors.ts';
import type { Membership } from '#services/workspaces/access.ts';
import type { Action } from '#contract/permissions.ts';

/**
 * The message for whoever may read it: a member, or the customer of its conversation unless it is a note.
 * @throws AppError NOT_FOUND
 */
export async function requireReadableMessage(
  db: Pick<Reader, 'select'>,
  { userId, messageId }: { userId: string; messageId: string },
): Promise<Message> {
  const [message] = await db
    .select(messageColumns)
    .from(messages)
    .where(eq(messages.id, messageId));
  if (!message) throw notFound('Message');
  const { as } = await requireReader(db, {
    userId,
    conversationId: message.conversation_id,
  }).catch(asMissingMessage);
  if (as === 'customer' && message.internal) throw notFound('Message');
  return message;
}

/** Who may not read a conversation does not learn that the message is in one. */
function asMissingMessage(error: unknown): never {
  if (error instanceof AppError && error.code === 'NOT_FOUND') throw notFound('Message');
  throw error;
}

/**
 * The message, with the proof that the caller may read its conversation.
 * @throws AppError NOT_FOUND when there is none or the caller is a stranger, FORBIDDEN for a role that may not do `to`
 */
export async function requireMessage(
  db: Pick<Reader, 'select'>,
  { userId, messageId, to }: { userId: string; messageId: string; to?: Action },
): Promise<{ message: Message; membership: Membership }> {
  const [message] = await db
    .select(messageColumns)
    .from(messages)
    .where(eq(messages.id, messageId));
  if (!message) throw notFound('Message');
  const { membership } = await requireConversation(db, {
    userId,
    conversationId: message.conversation_id,
    to,
  }).catch(asMissingMessage);
  return { message, membership };
}
