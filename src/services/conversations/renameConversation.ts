import { and, eq, sql } from 'drizzle-orm';
import type { Conversation, RenameConversationInput } from '#contract/conversations.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { tell } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireConversation } from '#services/conversations/access.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import { conversationChanged } from '#services/conversations/conversationEvents.ts';
import { notFound } from '#services/errors.ts';
import { announce } from '#services/transaction.ts';

export async function renameConversation(
  ctx: CallContext,
  input: RenameConversationInput,
): Promise<Conversation> {
  const { membership } = await requireConversation(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
    to: 'conversations.write',
  });
  return ctx.withTransaction(async (tx) => {
    const [conversation] = await tx
      .update(conversations)
      .set({
        title: input.title,
        updated_at: sql`now()`,
        version: sql`${conversations.version} + 1`,
      })
      .where(
        and(
          eq(conversations.workspace_id, membership.workspaceId),
          eq(conversations.id, input.conversation_id),
        ),
      )
      .returning(conversationColumns);
    if (!conversation) throw notFound('Conversation');
    const audience = await conversationAudience(tx, conversation);
    return announce(
      conversation,
      tell(audience, conversationChanged('conversation.updated', conversation)),
    );
  });
}
