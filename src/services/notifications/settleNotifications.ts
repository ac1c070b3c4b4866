import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Notification } from '#contract/notifications.ts';
import type { Transaction } from '#db/client.ts';
import { notificationColumns, notifications } from '#db/schema/notifications.ts';
import { type ScopedEvent, userScope } from '#events/append.ts';

type Settled = { conversationId: string } & ({ userId: string } | { kind: Notification['kind'] });

/** What was told of a conversation needs no look any more: by one person, who has read it, or by anybody. */
export async function settleNotifications(tx: Transaction, of: Settled): Promise<ScopedEvent[]> {
  const settled: Notification[] = await tx
    .update(notifications)
    .set({ read_at: sql`now()`, version: sql`${notifications.version} + 1` })
    .where(
      and(
        eq(notifications.conversation_id, of.conversationId),
        'kind' in of ? eq(notifications.kind, of.kind) : eq(notifications.user_id, of.userId),
        isNull(notifications.read_at),
      ),
    )
    .returning(notificationColumns);
  return settled.map((notification) => ({
    scope: userScope(notification.user_id),
    event: { type: 'notification.updated', payload: { notification } },
  }));
}
