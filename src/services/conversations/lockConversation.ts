import { and, eq } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Transaction } from '#db/client.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { notFound } from '#services/errors.ts';

/**
 * The conversation as it is, for this transaction alone: messages get their places in it one after the other,
 * and who takes part and who answers stays as it is.
 * @throws AppError NOT_FOUND when it is gone
 */
export async function lockConversation(
  tx: Transaction,
  { workspaceId, conversationId }: { workspaceId: string; conversationId: string },
): Promise<Conversation> {
  const [locked] = await tx
    .select(conversationColumns)
    .from(conversations)
    .where(and(eq(conversations.workspace_id, workspaceId), eq(conversations.id, conversationId)))
    .for('update');
  if (!locked) throw notFound('Conversation');
  return locked;
}
