import type { ChatRef } from '#contract/chat.ts';
import type { Conversation } from '#contract/conversations.ts';
import { eq } from 'drizzle-orm';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { customers } from '#db/schema/customers.ts';
import { tell } from '#events/append.ts';
import { requireChatPlace, requireOwnCustomer } from '#services/chat/access.ts';
import { newestConversation } from '#services/chat/openChat.ts';
import type { CallContext } from '#services/context.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import { conversationChanged } from '#services/conversations/conversationEvents.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** The customer's conversation that is under way, or a new one. */
export async function startChat(ctx: CallContext, { key }: ChatRef): Promise<Conversation> {
  const { settings } = await requireChatPlace(ctx.db, key);
  const { workspace_id: workspaceId, ai_enabled } = settings;
  const { id } = await requireOwnCustomer(ctx.db, { workspaceId, userId: ctx.caller.id });
  return ctx.withTransaction(async (tx) => {
    // Two tabs that begin at once share one conversation.
    await tx.select({ id: customers.id }).from(customers).where(eq(customers.id, id)).for('update');
    const known = await newestConversation(tx, id);
    if (known && known.live_status !== 'resolved') return unchanged(known);
    const [row] = await tx
      .insert(conversations)
      .values({
        id: uuidv7(),
        workspace_id: workspaceId,
        kind: 'live',
        customer_id: id,
        created_by: ctx.caller.id,
        live_status: 'open',
        handler: ai_enabled ? 'ai' : 'person',
      })
      .returning(conversationColumns);
    const conversation = must(row, 'the inserted conversation');
    const audience = await conversationAudience(tx, conversation);
    return announce(
      conversation,
      tell(audience, conversationChanged('conversation.created', conversation)),
    );
  });
}
