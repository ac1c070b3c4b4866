import type { Conversation, ConversationRef } from '#contract/conversations.ts';
import type { Transaction } from '#db/client.ts';
import type { ScopedEvent } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireReader } from '#services/conversations/access.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { AppError } from '#services/errors.ts';
import { assignWaiting } from '#services/live/assignWaiting.ts';
import { changeLive } from '#services/live/changeLive.ts';
import { notifyOperators } from '#services/live/notifyOperators.ts';
import { announce, unchanged } from '#services/transaction.ts';

/** The AI gives a customer's conversation, which the transaction has locked, to a person. */
export async function handOver(
  tx: Transaction,
  locked: Conversation,
): Promise<{ conversation: Conversation; events: [ScopedEvent, ...ScopedEvent[]] }> {
  const plan = await assignWaiting(tx, locked, {
    change: { handler: 'person', live_status: 'open' },
    notices: [{ type: 'handed_to_person', by: null, to: null }],
  });
  const { conversation, events } = await changeLive(tx, locked, plan);
  events.push(...(await notifyOperators(tx, locked, conversation)));
  return { conversation, events };
}

/**
 * The customer asks for a person.
 * @throws AppError NOT_FOUND for anybody but the customer
 */
export async function requestPerson(
  ctx: CallContext,
  input: ConversationRef,
): Promise<Conversation> {
  const { conversation, as } = await requireReader(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
  });
  if (as !== 'customer') throw new AppError('FORBIDDEN', 'Only the customer asks for a person');
  return ctx.withTransaction(async (tx) => {
    const locked = await lockConversation(tx, {
      workspaceId: conversation.workspace_id,
      conversationId: conversation.id,
    });
    if (locked.handler === 'person') return unchanged(locked);
    const { conversation: handed, events } = await handOver(tx, locked);
    return announce(handed, events);
  });
}
