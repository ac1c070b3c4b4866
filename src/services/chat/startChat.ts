import type { ChatRef } from '#contract/chat.ts';
import type { Conversation } from '#contract/conversations.ts';
import { eq } from 'drizzle-orm';
import { customers } from '#db/schema/customers.ts';
import { requireChatPlace, requireOwnCustomer } from '#services/chat/access.ts';
import { newestConversation } from '#services/chat/openChat.ts';
import type { CallContext } from '#services/context.ts';
import { insertConversation } from '#services/chat/insertConversation.ts';
import { announce, unchanged } from '#services/transaction.ts';

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
    const { conversation, events } = await insertConversation(tx, {
      workspaceId,
      customerId: id,
      createdBy: ctx.caller.id,
      isAiFirst: ai_enabled,
    });
    return announce(conversation, events);
  });
}
