import { and, count, eq, sql } from 'drizzle-orm';
import type { Participant } from '#contract/participants.ts';
import type { Transaction } from '#db/client.ts';
import {
  conversationColumns,
  conversationParticipants,
  conversations,
  participantColumns,
} from '#db/schema/conversations.ts';
import { type ScopedEvent, tell } from '#events/append.ts';
import { audienceOf, memberAudience } from '#services/conversations/audience.ts';
import {
  conversationChanged,
  participantDeleted,
} from '#services/conversations/conversationEvents.ts';
import { must } from '#shared/must.ts';

type One = { workspaceId: string; userId: string };

/** Ends a former member's part in all of the workspace's conversations. Returns what the others are told. */
export async function leaveConversations(tx: Transaction, one: One): Promise<ScopedEvent[]> {
  const left: Participant[] = await tx
    .delete(conversationParticipants)
    .where(
      and(
        eq(conversationParticipants.workspace_id, one.workspaceId),
        eq(conversationParticipants.user_id, one.userId),
      ),
    )
    .returning(participantColumns);
  const events: ScopedEvent[] = [];
  for (const participant of left) events.push(...(await leave(tx, participant)));
  return [...events, ...(await unassign(tx, one))];
}

async function leave(tx: Transaction, participant: Participant): Promise<ScopedEvent[]> {
  const { conversation_id } = participant;
  if (await isNobodysNow(tx, conversation_id)) {
    await tx.delete(conversations).where(eq(conversations.id, conversation_id));
    return [];
  }
  const { members } = await audienceOf(tx, conversation_id);
  return tell(members, participantDeleted(participant));
}

async function isNobodysNow(tx: Transaction, conversationId: string): Promise<boolean> {
  const [row] = await tx
    .select({ visibility: conversations.visibility, others: count(conversationParticipants.id) })
    .from(conversations)
    .leftJoin(
      conversationParticipants,
      eq(conversationParticipants.conversation_id, conversations.id),
    )
    .where(eq(conversations.id, conversationId))
    .groupBy(conversations.id);
  const { visibility, others } = must(row, "a participant's conversation");
  return visibility === 'private' && others === 0;
}

/** Their customers wait for somebody else. */
async function unassign(tx: Transaction, { workspaceId, userId }: One): Promise<ScopedEvent[]> {
  const waiting = await tx
    .update(conversations)
    .set({
      assignee_id: null,
      updated_at: sql`now()`,
      version: sql`${conversations.version} + 1`,
    })
    .where(and(eq(conversations.workspace_id, workspaceId), eq(conversations.assignee_id, userId)))
    .returning(conversationColumns);
  const events: ScopedEvent[] = [];
  for (const conversation of waiting)
    events.push(
      ...tell(
        await memberAudience(tx, conversation),
        conversationChanged('conversation.updated', conversation),
      ),
    );
  return events;
}
