import { and, eq } from 'drizzle-orm';
import type { Participant, ParticipantInput } from '#contract/participants.ts';
import type { Reader } from '#db/client.ts';
import { conversationParticipants, participantColumns } from '#db/schema/conversations.ts';
import { notFound } from '#services/errors.ts';

/** @throws AppError NOT_FOUND */
export async function findParticipant(
  db: Pick<Reader, 'select'>,
  { conversation_id, user_id }: ParticipantInput,
): Promise<Participant> {
  const [participant] = await db
    .select(participantColumns)
    .from(conversationParticipants)
    .where(
      and(
        eq(conversationParticipants.conversation_id, conversation_id),
        eq(conversationParticipants.user_id, user_id),
      ),
    );
  if (!participant) throw notFound('Participant');
  return participant;
}
