import type { Conversation } from '#contract/conversations.ts';
import type { Transaction } from '#db/client.ts';
import type { CallContext } from '#services/context.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { requireLive } from '#services/live/access.ts';
import { changeLive, type LivePlan } from '#services/live/changeLive.ts';
import { announce, unchanged } from '#services/transaction.ts';

/**
 * What an operator does with a live conversation; `plan` decides under its lock, so that of two at once one
 * sees what the other has done. Null: nothing is to be done.
 */
export async function changeLiveAs(
  ctx: CallContext,
  conversationId: string,
  plan: (locked: Conversation, tx: Transaction) => LivePlan | null | Promise<LivePlan | null>,
): Promise<Conversation> {
  const { id, workspace_id: workspaceId } = await requireLive(ctx, conversationId);
  return ctx.withTransaction(async (tx) => {
    const locked = await lockConversation(tx, { workspaceId, conversationId: id });
    const planned = await plan(locked, tx);
    if (!planned) return unchanged(locked);
    const { conversation, events } = await changeLive(tx, locked, planned);
    return announce(conversation, events);
  });
}
