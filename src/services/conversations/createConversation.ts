import { and, eq, inArray } from 'drizzle-orm';
import type { Conversation, CreateConversationInput } from '#contract/conversations.ts';
import type { Transaction } from '#db/client.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { tell } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import {
  conversationChanged,
  participantChanged,
} from '#services/conversations/conversationEvents.ts';
import { addParticipants } from '#services/conversations/participants.ts';
import { AppError } from '#services/errors.ts';
import { announce } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** @throws AppError BAD_REQUEST for a participant who is no member */
export async function createConversation(
  ctx: CallContext,
  input: CreateConversationInput,
): Promise<Conversation> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'conversations.write',
  });
  return ctx.withTransaction(async (tx) => {
    const people = participantsOf(ctx.caller.id, input);
    await requireMembers(tx, workspaceId, people);
    const [row] = await tx
      .insert(conversations)
      .values({
        id: uuidv7(),
        workspace_id: workspaceId,
        kind: input.kind,
        visibility: input.visibility,
        title: input.title ?? '',
        created_by: ctx.caller.id,
      })
      .returning(conversationColumns);
    const conversation = must(row, 'the inserted conversation');
    const participants = await addParticipants(tx, conversation, { userIds: people });
    const audience = await conversationAudience(tx, conversation);
    return announce(
      conversation,
      tell(
        audience,
        conversationChanged('conversation.created', conversation),
        ...participants.map((each) => participantChanged('participant.created', each)),
      ),
    );
  });
}

/** A talk with the AI that is open to the workspace has those who read in it, once they do. */
function participantsOf(
  callerId: string,
  { kind, visibility, participant_ids = [] }: CreateConversationInput,
): string[] {
  const isOpenTalk = (kind ?? 'ai') === 'ai' && visibility !== 'private';
  return [...new Set([...(isOpenTalk ? [] : [callerId]), ...participant_ids])];
}

async function requireMembers(
  tx: Transaction,
  workspaceId: string,
  userIds: readonly string[],
): Promise<void> {
  const members = await tx
    .select({ id: workspaceMembers.user_id })
    .from(workspaceMembers)
    .where(
      and(
        eq(workspaceMembers.workspace_id, workspaceId),
        inArray(workspaceMembers.user_id, [...userIds]),
      ),
    );
  if (members.length < userIds.length)
    throw new AppError('BAD_REQUEST', 'Somebody in the list is no member of this workspace');
}
