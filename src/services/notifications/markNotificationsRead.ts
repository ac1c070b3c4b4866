import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { MarkNotificationsReadInput, Notification } from '#contract/notifications.ts';
import { notificationColumns, notifications } from '#db/schema/notifications.ts';
import { type ScopedEvent, userScope } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { announce, unchanged } from '#services/transaction.ts';

/** The caller has seen these, or all. Returns those that were new. */
export async function markNotificationsRead(
  ctx: CallContext,
  { ids }: MarkNotificationsReadInput,
): Promise<Notification[]> {
  const { id: userId } = ctx.caller;
  return ctx.withTransaction(async (tx) => {
    const read: Notification[] = await tx
      .update(notifications)
      .set({ read_at: sql`now()`, version: sql`${notifications.version} + 1` })
      .where(
        and(
          eq(notifications.user_id, userId),
          isNull(notifications.read_at),
          ids && inArray(notifications.id, ids),
        ),
      )
      .returning(notificationColumns);
    const [first, ...rest] = read.map((notification): ScopedEvent => ({
      scope: userScope(userId),
      event: { type: 'notification.updated', payload: { notification } },
    }));
    return first ? announce(read, [first, ...rest]) : unchanged(read);
  });
}
