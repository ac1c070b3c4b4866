import { eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { notifications } from '#db/schema/notifications.ts';
import { type Scope, userScope } from '#events/append.ts';

/**
 * The own logs of those who were notified of something. What is removed takes its notifications along, and their
 * bells may be in a tab that hears nothing else of that workspace.
 */
export async function listNotified(
  tx: Pick<Transaction, 'selectDistinct'>,
  of: { conversationId: string } | { documentIds: string[] },
): Promise<Scope[]> {
  const rows = await tx
    .selectDistinct({ userId: notifications.user_id })
    .from(notifications)
    .where(
      'conversationId' in of
        ? eq(notifications.conversation_id, of.conversationId)
        : inArray(notifications.document_id, of.documentIds),
    );
  return rows.map(({ userId }) => userScope(userId));
}
