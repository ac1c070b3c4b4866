import type { OnActivityInput } from '#contract/activity.ts';
import type { SubscriptionContext } from '#api/context.ts';
import { whileReadable } from '#api/whileReadable.ts';
import { streamActivity } from '#realtime/feed.ts';
import { requireReader } from '#services/conversations/access.ts';
import { conversationRoom } from '#services/conversations/room.ts';

/**
 * The conversation's room, for as long as the caller may read it.
 * @throws AppError NOT_FOUND for a stranger
 */
export async function subscribeToActivity(
  ctx: SubscriptionContext,
  { conversation_id }: OnActivityInput,
): Promise<void> {
  const { hub, sink, caller } = ctx;
  const check = () => requireReader(ctx.db, { userId: caller.id, conversationId: conversation_id });
  await check();
  const room = conversationRoom(conversation_id);
  return whileReadable(ctx, check, () =>
    streamActivity(hub, { room, sink, signal: ctx.stopping.signal }),
  );
}
