import { and, count, eq, isNull, lt, ne } from 'drizzle-orm';
import type { ChatStatus } from '#contract/chat.ts';
import type { Conversation, ConversationRef } from '#contract/conversations.ts';
import { conversations } from '#db/schema/conversations.ts';
import { listOperators } from '#services/chat/listOperators.ts';
import type { CallContext } from '#services/context.ts';
import { requireReader } from '#services/conversations/access.ts';
import { must } from '#shared/must.ts';

/** How long the queue before the customer is, and who is there. */
export async function getChatStatus(ctx: CallContext, input: ConversationRef): Promise<ChatStatus> {
  const { conversation } = await requireReader(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
  });
  return {
    position: isWaiting(conversation) ? (await countBefore(ctx, conversation)) + 1 : null,
    operators: await listOperators(ctx.db, {
      workspaceId: conversation.workspace_id,
      conversation,
    }),
  };
}

const isWaiting = ({ handler, assignee_id, live_status }: Conversation) =>
  handler === 'person' && assignee_id === null && live_status !== 'resolved';

async function countBefore(ctx: CallContext, { id, workspace_id }: Conversation): Promise<number> {
  const [row] = await ctx.db
    .select({ amount: count() })
    .from(conversations)
    .where(
      and(
        eq(conversations.workspace_id, workspace_id),
        eq(conversations.kind, 'live'),
        eq(conversations.handler, 'person'),
        isNull(conversations.assignee_id),
        ne(conversations.live_status, 'resolved'),
        lt(conversations.id, id),
      ),
    );
  return must(row, 'a count').amount;
}
