import { and, eq } from 'drizzle-orm';
import type { ConversationRef } from '#contract/conversations.ts';
import { conversations } from '#db/schema/conversations.ts';
import { workspaceScope } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireConversation } from '#services/conversations/access.ts';
import { notFound } from '#services/errors.ts';
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
    atLeast: 'member',
  });
  const { workspaceId } = membership;
  return ctx.withTransaction(async (tx) => {
    const removed = await tx
      .delete(conversations)
      .where(
        and(eq(conversations.workspace_id, workspaceId), eq(conversations.id, conversation_id)),
      )
      .returning({ id: conversations.id });
    if (removed.length === 0) throw notFound('Conversation');
    return announce({ conversation_id }, [
      {
        scope: workspaceScope(workspaceId),
        event: {
          type: 'conversation.deleted',
          payload: { workspace_id: workspaceId, conversation_id },
        },
      },
    ]);
  });
}
