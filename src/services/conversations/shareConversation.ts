import { eq, sql } from 'drizzle-orm';
import type { Conversation, ConversationRef } from '#contract/conversations.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { tell } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireConversation } from '#services/conversations/access.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import { conversationChanged } from '#services/conversations/conversationEvents.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

/** Opens a private conversation to the workspace, for good: what others have read cannot be taken back. */
export async function shareConversation(
  ctx: CallContext,
  input: ConversationRef,
): Promise<Conversation> {
  const { conversation, membership } = await requireConversation(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
    to: 'conversations.write',
  });
  return ctx.withTransaction(async (tx) => {
    const current = await lockConversation(tx, {
      workspaceId: membership.workspaceId,
      conversationId: conversation.id,
    });
    if (current.visibility === 'workspace') return unchanged(current);
    const [row] = await tx
      .update(conversations)
      .set({
        visibility: 'workspace',
        updated_at: sql`now()`,
        version: sql`${conversations.version} + 1`,
      })
      .where(eq(conversations.id, current.id))
      .returning(conversationColumns);
    const shared = must(row, 'the locked conversation');
    const audience = await conversationAudience(tx, shared);
    return announce(shared, tell(audience, conversationChanged('conversation.created', shared)));
  });
}
