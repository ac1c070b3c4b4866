import { and, eq } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Reader } from '#db/client.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { type MemberRole, workspaceMembers } from '#db/schema/workspaces.ts';
import { notFound } from '#services/errors.ts';
import { type Membership, requireMember } from '#services/workspaces/access.ts';

/**
 * The conversation, with the proof that the caller may have it.
 * @throws AppError NOT_FOUND when there is none or the caller is a stranger, FORBIDDEN below `atLeast`
 */
export async function requireConversation(
  db: Pick<Reader, 'select'>,
  {
    userId,
    conversationId,
    atLeast,
  }: { userId: string; conversationId: string; atLeast?: MemberRole },
): Promise<{ conversation: Conversation; membership: Membership }> {
  const [conversation] = await db
    .select(conversationColumns)
    .from(conversations)
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspace_id, conversations.workspace_id),
        eq(workspaceMembers.user_id, userId),
      ),
    )
    .where(eq(conversations.id, conversationId));
  if (!conversation) throw notFound('Conversation');
  const membership = await requireMember(db, {
    userId,
    workspaceId: conversation.workspace_id,
    atLeast,
  });
  return { conversation, membership };
}
