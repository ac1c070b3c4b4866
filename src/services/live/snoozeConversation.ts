import { and, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { SnoozeInput } from '#contract/live.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { type ScopedEvent, tell } from '#events/append.ts';
import type { CallContext, ServiceContext } from '#services/context.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import { conversationChanged } from '#services/conversations/conversationEvents.ts';
import { AppError } from '#services/errors.ts';
import { changeLiveAs } from '#services/live/changeLiveAs.ts';
import { announce, unchanged } from '#services/transaction.ts';

/**
 * Out of the way until then, or until the customer writes.
 * @throws AppError BAD_REQUEST for a time that is over
 */
export async function snoozeConversation(
  ctx: CallContext,
  { conversation_id, until }: SnoozeInput,
): Promise<Conversation> {
  if (until !== null && new Date(until) <= new Date())
    throw new AppError('BAD_REQUEST', 'That time is over');
  return changeLiveAs(ctx, conversation_id, ({ snoozed_until }) =>
    snoozed_until === until ? null : { change: { snoozed_until: until }, notices: [] },
  );
}

const wokenPerBatch = 100;

/** Ends snoozes whose time has come. Any process may do it for all, and several at once. Returns how many. */
export async function wakeSnoozed(ctx: ServiceContext): Promise<number> {
  return ctx.withTransaction(async (tx) => {
    const due = tx
      .select({ id: conversations.id })
      .from(conversations)
      .where(
        and(isNotNull(conversations.snoozed_until), lte(conversations.snoozed_until, sql`now()`)),
      )
      .orderBy(conversations.id)
      .limit(wokenPerBatch)
      .for('update', { skipLocked: true });
    const woken = await tx
      .update(conversations)
      .set({
        snoozed_until: null,
        live_status: 'open',
        updated_at: sql`now()`,
        version: sql`${conversations.version} + 1`,
      })
      .where(and(eq(conversations.kind, 'live'), inArray(conversations.id, due)))
      .returning(conversationColumns);
    const events: ScopedEvent[] = [];
    for (const conversation of woken)
      events.push(
        ...tell(
          await conversationAudience(tx, conversation),
          conversationChanged('conversation.updated', conversation),
        ),
      );
    const [first, ...rest] = events;
    return first ? announce(woken.length, [first, ...rest]) : unchanged(0);
  });
}
