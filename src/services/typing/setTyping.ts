import type { SetTypingInput } from '#contract/activity.ts';
import type { CallContext } from '#services/context.ts';
import { requireReader } from '#services/conversations/access.ts';
import { conversationRoom } from '#services/conversations/room.ts';

/** Tells the conversation's room, unless it has just been told; nothing is stored. */
export async function setTyping(
  ctx: CallContext,
  input: SetTypingInput,
): Promise<Record<string, never>> {
  const { conversation } = await requireReader(ctx.db, {
    userId: ctx.caller.id,
    conversationId: input.conversation_id,
  });
  const typist = { userId: ctx.caller.id, conversationId: conversation.id };
  if (!ctx.typingThrottle.allows(typist, input.typing)) return {};
  ctx.doorbell.sendActivity(conversationRoom(conversation.id), {
    type: 'typing.updated',
    payload: { user_id: ctx.caller.id, typing: input.typing },
  });
  return {};
}
