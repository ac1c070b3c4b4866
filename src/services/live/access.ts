import type { Conversation } from '#contract/conversations.ts';
import type { CallContext } from '#services/context.ts';
import { requireConversation } from '#services/conversations/access.ts';
import { AppError } from '#services/errors.ts';

/**
 * A live conversation, for an operator.
 * @throws AppError NOT_FOUND for a stranger, FORBIDDEN for a viewer, BAD_REQUEST for another kind
 */
export async function requireLive(ctx: CallContext, conversationId: string): Promise<Conversation> {
  const { conversation } = await requireConversation(ctx.db, {
    userId: ctx.caller.id,
    conversationId,
    to: 'customers.answer',
  });
  if (conversation.kind !== 'live')
    throw new AppError('BAD_REQUEST', 'That is no conversation with a customer');
  return conversation;
}
