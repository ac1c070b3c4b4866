import { and, eq, lt, sql } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Participant } from '#contract/participants.ts';
import type { Transaction } from '#db/client.ts';
import { conversationParticipants, participantColumns } from '#db/schema/conversations.ts';
import { uuidv7 } from '#shared/uuid.ts';

type Place = Pick<Conversation, 'id' | 'workspace_id'>;

/** Those of them who were none yet. `readSeq`: what counts as read by them. */
export async function addParticipants(
  tx: Transaction,
  { id, workspace_id }: Place,
  { userIds, readSeq = 0 }: { userIds: readonly string[]; readSeq?: number },
): Promise<Participant[]> {
  if (userIds.length === 0) return [];
  return tx
    .insert(conversationParticipants)
    .values(
      userIds.map((user_id) => ({
        id: uuidv7(),
        workspace_id,
        conversation_id: id,
        user_id,
        read_seq: readSeq,
      })),
    )
    .onConflictDoNothing()
    .returning(participantColumns);
}

/** What a read up to `seq` changes; null when that much was read before. It never goes back. */
export async function advanceRead(
  tx: Transaction,
  place: Place,
  { userId, seq }: { userId: string; seq: number },
): Promise<{ participant: Participant; isNew: boolean } | null> {
  const [advanced] = await tx
    .update(conversationParticipants)
    .set({ read_seq: seq, version: sql`${conversationParticipants.version} + 1` })
    .where(
      and(
        eq(conversationParticipants.conversation_id, place.id),
        eq(conversationParticipants.user_id, userId),
        lt(conversationParticipants.read_seq, seq),
      ),
    )
    .returning(participantColumns);
  if (advanced) return { participant: advanced, isNew: false };
  const [added] = await addParticipants(tx, place, { userIds: [userId], readSeq: seq });
  return added ? { participant: added, isNew: true } : null;
}
