import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Notification } from '#contract/notifications.ts';
import type { Transaction } from '#db/client.ts';
import { notificationColumns, notifications } from '#db/schema/notifications.ts';
import { type ScopedEvent, userScope } from '#events/append.ts';

type Settled = { conversationId: string } & (
  | { userId: string; seq: number }
  | { kind: Notification['kind'] }
);

/**
 * What was told of a conversation needs no look any more: by one person, who has read up to `seq`, or by
 * anybody. What came after that is still news, though it was there before the read was told.
 */
export async function settleNotifications(tx: Transaction, of: Settled): Promise<ScopedEvent[]> {
  const settled: Notification[] = await tx
    .update(notifications)
    .set({ read_at: sql`now()`, version: sql`${notifications.version} + 1` })
    .where(
      and(
        eq(notifications.conversation_id, of.conversationId),
        'kind' in of ? eq(notifications.kind, of.kind) : isReadBy(of),
        isNull(notifications.read_at),
      ),
    )
    .returning(notificationColumns);
  return settled.map((notification) => ({
    scope: userScope(notification.user_id),
    event: { type: 'notification.updated', payload: { notification } },
  }));
}

const isReadBy = ({ userId, seq }: { userId: string; seq: number }) =>
  and(
    eq(notifications.user_id, userId),
    or(isNull(notifications.seq), lte(notifications.seq, seq)),
  );
