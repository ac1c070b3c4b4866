import { and, desc, eq, lt } from 'drizzle-orm';
import type { ListMessagesInput, MessagePage } from '#contract/messages.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import type { CallContext } from '#services/context.ts';
import { requireReader } from '#services/conversations/access.ts';

/** Newest first, to a customer without notes. Ids sort by time, so the last one of a page is the next page's cursor. */
export async function listMessages(
  ctx: CallContext,
  input: ListMessagesInput,
): Promise<MessagePage> {
  const { conversation, as } = await requireReader(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
  });
  const rows = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.workspace_id, conversation.workspace_id),
        eq(messages.conversation_id, conversation.id),
        as === 'customer' ? eq(messages.internal, false) : undefined,
        input.cursor ? lt(messages.id, input.cursor) : undefined,
      ),
    )
    .orderBy(desc(messages.id))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit);
  return { items, next_cursor: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}
