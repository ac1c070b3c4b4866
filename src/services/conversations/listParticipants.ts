import { and, asc, eq } from 'drizzle-orm';
import type { ConversationRef } from '#contract/conversations.ts';
import type { Participant } from '#contract/participants.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { conversationParticipants, participantColumns } from '#db/schema/conversations.ts';
import type { CallContext } from '#services/context.ts';
import { requireReader } from '#services/conversations/access.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Those of a conversation, in the order in which they came. */
export async function listParticipants(
  ctx: CallContext,
  input: ConversationRef,
): Promise<Participant[]> {
  const { conversation } = await requireReader(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
  });
  return ctx.db
    .select(participantColumns)
    .from(conversationParticipants)
    .where(eq(conversationParticipants.conversation_id, conversation.id))
    .orderBy(asc(conversationParticipants.id));
}

/** The caller's own in every conversation of a workspace: how far each has been read. */
export async function listOwnParticipations(
  ctx: CallContext,
  input: WorkspaceRef,
): Promise<Participant[]> {
  const { workspaceId, userId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  return ctx.db
    .select(participantColumns)
    .from(conversationParticipants)
    .where(
      and(
        eq(conversationParticipants.workspace_id, workspaceId),
        eq(conversationParticipants.user_id, userId),
      ),
    )
    .orderBy(asc(conversationParticipants.id));
}
