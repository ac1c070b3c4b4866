import { eq, sql } from 'drizzle-orm';
import type { ParticipantInput } from '#contract/participants.ts';
import {
  conversationColumns,
  conversationParticipants,
  conversations,
} from '#db/schema/conversations.ts';
import { type ScopedEvent, tell, userScope } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireConversation } from '#services/conversations/access.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import {
  conversationDeleted,
  participantDeleted,
} from '#services/conversations/conversationEvents.ts';
import { findParticipant } from '#services/conversations/findParticipant.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { AppError } from '#services/errors.ts';
import { removeNotifications } from '#services/notifications/removeNotifications.ts';
import { announce } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

/**
 * Ends somebody's part, or the caller's own. A private conversation goes from that person's tabs.
 * @throws AppError CONFLICT for the last participant of a private conversation: remove that instead
 */
export async function removeParticipant(
  ctx: CallContext,
  input: ParticipantInput,
): Promise<ParticipantInput> {
  const { conversation, membership } = await requireConversation(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
    to: input.user_id === ctx.caller.id ? 'workspace.read' : 'conversations.write',
  });
  return ctx.withTransaction(async (tx) => {
    const current = await lockConversation(tx, {
      workspaceId: membership.workspaceId,
      conversationId: conversation.id,
    });
    const audience = await conversationAudience(tx, current);
    const isPrivate = current.visibility === 'private';
    if (isPrivate && audience.length === 1)
      throw new AppError('CONFLICT', 'The last participant cannot leave; delete the conversation');
    const participant = await findParticipant(tx, input);
    await tx
      .delete(conversationParticipants)
      .where(eq(conversationParticipants.id, participant.id));
    const [row] = await tx
      .update(conversations)
      .set({ version: sql`${conversations.version} + 1` })
      .where(eq(conversations.id, current.id))
      .returning(conversationColumns);
    const events: [ScopedEvent, ...ScopedEvent[]] = tell(audience, participantDeleted(participant));
    if (isPrivate) {
      await removeNotifications(tx, { userId: input.user_id, conversationId: current.id });
      events.push(
        ...tell(
          [userScope(input.user_id)],
          conversationDeleted(must(row, 'the locked conversation')),
        ),
      );
    }
    return announce(input, events);
  });
}
