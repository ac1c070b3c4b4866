import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Notification } from '#contract/notifications.ts';
import type { Transaction } from '#db/client.ts';
import { notificationColumns, notifications } from '#db/schema/notifications.ts';
import { type ScopedEvent, userScope } from '#events/append.ts';

/** Once somebody has the customer, or nobody is needed any more, nobody else has to look. */
export async function settleNewCustomer(
  tx: Transaction,
  conversationId: string,
): Promise<ScopedEvent[]> {
  const settled: Notification[] = await tx
    .update(notifications)
    .set({ read_at: sql`now()`, version: sql`${notifications.version} + 1` })
    .where(
      and(
        eq(notifications.conversation_id, conversationId),
        eq(notifications.kind, 'new_customer'),
        isNull(notifications.read_at),
      ),
    )
    .returning(notificationColumns);
  return settled.map((notification) => ({
    scope: userScope(notification.user_id),
    event: { type: 'notification.updated', payload: { notification } },
  }));
}
