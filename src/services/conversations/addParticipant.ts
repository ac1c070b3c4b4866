import { eq, sql } from 'drizzle-orm';
import type { Participant, ParticipantInput } from '#contract/participants.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { tell } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireConversation } from '#services/conversations/access.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import {
  conversationChanged,
  participantChanged,
} from '#services/conversations/conversationEvents.ts';
import { findParticipant } from '#services/conversations/findParticipant.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { addParticipants } from '#services/conversations/participants.ts';
import { AppError } from '#services/errors.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';

/**
 * Lets another member take part; one who does already stays as they are. Of a private conversation they may
 * then read everything.
 * @throws AppError BAD_REQUEST for somebody who is no member
 */
export async function addParticipant(
  ctx: CallContext,
  input: ParticipantInput,
): Promise<Participant> {
  const { conversation, membership } = await requireConversation(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
    to: 'conversations.write',
  });
  const { workspaceId } = membership;
  return ctx.withTransaction(async (tx) => {
    await requireMember(tx, { userId: input.user_id, workspaceId }).catch(() => {
      throw new AppError('BAD_REQUEST', 'That person is no member of this workspace');
    });
    const current = await lockConversation(tx, { workspaceId, conversationId: conversation.id });
    const [participant] = await addParticipants(tx, current, { userIds: [input.user_id] });
    if (!participant) return unchanged(await findParticipant(tx, input));
    const [row] = await tx
      .update(conversations)
      .set({ version: sql`${conversations.version} + 1` })
      .where(eq(conversations.id, current.id))
      .returning(conversationColumns);
    const changed = must(row, 'the locked conversation');
    const audience = await conversationAudience(tx, changed);
    return announce(
      participant,
      tell(
        audience,
        // Whoever has it already takes it for an update.
        conversationChanged('conversation.created', changed),
        participantChanged('participant.created', participant),
      ),
    );
  });
}
