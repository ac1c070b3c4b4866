import { and, eq } from 'drizzle-orm';
import type { MarkReadInput, Participant } from '#contract/participants.ts';
import {
  conversationColumns,
  conversationParticipants,
  conversations,
  participantColumns,
} from '#db/schema/conversations.ts';
import { tell } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireReader } from '#services/conversations/access.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import { participantChanged } from '#services/conversations/conversationEvents.ts';
import { advanceRead } from '#services/conversations/participants.ts';
import { notFound } from '#services/errors.ts';
import { settleNotifications } from '#services/notifications/settleNotifications.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

/** The caller has read up to `seq`, at most to the newest message. Reading less than before changes nothing. */
export async function markRead(ctx: CallContext, input: MarkReadInput): Promise<Participant> {
  const userId = ctx.caller.id;
  const { conversation } = await requireReader(ctx.db, {
    userId,
    conversationId: input.conversation_id,
  });
  return ctx.withTransaction(async (tx) => {
    // Shared: it keeps the audience as it is, and lets others read at the same time.
    const [current] = await tx
      .select(conversationColumns)
      .from(conversations)
      .where(eq(conversations.id, conversation.id))
      .for('share');
    if (!current) throw notFound('Conversation');
    const seq = Math.min(input.seq, current.last_seq);
    const change = await advanceRead(tx, current, { userId, seq });
    if (change) {
      const { participant, isNew } = change;
      const type = isNew ? 'participant.created' : 'participant.updated';
      const audience = await conversationAudience(tx, current);
      return announce(participant, [
        ...tell(audience, participantChanged(type, participant)),
        ...(await settleNotifications(tx, { conversationId: current.id, userId, seq })),
      ]);
    }
    const [participant] = await tx
      .select(participantColumns)
      .from(conversationParticipants)
      .where(
        and(
          eq(conversationParticipants.conversation_id, current.id),
          eq(conversationParticipants.user_id, userId),
        ),
      );
    return unchanged(must(participant, 'the participant who has read as much'));
  });
}
