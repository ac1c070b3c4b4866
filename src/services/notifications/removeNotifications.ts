import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { notifications } from '#db/schema/notifications.ts';

/**
 * Takes back what somebody was told of a workspace, or of one conversation, that they may read no more: it holds
 * the beginning of messages. The event by which they lose it takes it from their tabs.
 */
export async function removeNotifications(
  tx: Transaction,
  of: { userId: string } & ({ workspaceId: string } | { conversationId: string }),
): Promise<void> {
  const place =
    'workspaceId' in of
      ? eq(notifications.workspace_id, of.workspaceId)
      : eq(notifications.conversation_id, of.conversationId);
  await tx.delete(notifications).where(and(eq(notifications.user_id, of.userId), place));
}
