import { and, eq } from 'drizzle-orm';
import type { ConversationRef } from '#contract/conversations.ts';
import { conversations } from '#db/schema/conversations.ts';
import { type Audience, tell } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireConversation } from '#services/conversations/access.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import { conversationDeleted } from '#services/conversations/conversationEvents.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { listNotified } from '#services/notifications/listNotified.ts';
import { announce } from '#services/transaction.ts';

/** With its messages and their open jobs. */
export async function removeConversation(
  ctx: CallContext,
  input: ConversationRef,
): Promise<ConversationRef> {
  const { conversation_id } = input;
  const { membership } = await requireConversation(ctx.db, {
    userId: ctx.caller.id,
    conversationId: conversation_id,
    to: 'conversations.write',
  });
  const { workspaceId } = membership;
  return ctx.withTransaction(async (tx) => {
    const current = await lockConversation(tx, { workspaceId, conversationId: conversation_id });
    const [first, ...others] = await conversationAudience(tx, current);
    const notified = await listNotified(tx, { conversationId: conversation_id });
    const audience: Audience = [first, ...new Set([...others, ...notified])];
    await tx
      .delete(conversations)
      .where(
        and(eq(conversations.workspace_id, workspaceId), eq(conversations.id, conversation_id)),
      );
    const last = { ...current, version: current.version + 1 };
    return announce({ conversation_id }, tell(audience, conversationDeleted(last)));
  });
}
