import type { OnActivityInput, WorkspaceRoom } from '#contract/activity.ts';
import type { SubscriptionContext } from '#api/context.ts';
import { whileReadable } from '#api/whileReadable.ts';
import { streamActivity } from '#realtime/feed.ts';
import { requireConversation, requireReader } from '#services/conversations/access.ts';
import { conversationRoom } from '#services/conversations/room.ts';
import { AppError } from '#services/errors.ts';
import { workspaceRoom } from '#services/presence/room.ts';
import { requireMember } from '#services/workspaces/access.ts';

/**
 * A conversation's room, or a workspace's, for as long as the caller may read it.
 * @throws AppError NOT_FOUND for a stranger
 */
export async function subscribeToActivity(
  ctx: SubscriptionContext,
  input: OnActivityInput,
): Promise<void> {
  if ('workspace_id' in input) return subscribeToPresence(ctx, input);
  const { conversation_id: conversationId } = input;
  const check = () => requireReader(ctx.db, { userId: ctx.caller.id, conversationId });
  await check();
  return streamRoom(ctx, conversationRoom(conversationId), check);
}

/** To be subscribed is to be there. */
async function subscribeToPresence(
  ctx: SubscriptionContext,
  { workspace_id: workspaceId, state, viewing }: WorkspaceRoom,
): Promise<void> {
  const userId = ctx.caller.id;
  const check = () => requireMember(ctx.db, { userId, workspaceId });
  await check();
  const tab = { state, viewing: viewing ? await viewedBy(ctx, viewing) : null };
  using _there = ctx.presence.join({ workspaceId, userId }, tab);
  await streamRoom(ctx, workspaceRoom(workspaceId), check);
}

/** Which of them a colleague has open is told of customers' conversations alone. */
async function viewedBy(ctx: SubscriptionContext, conversationId: string): Promise<string | null> {
  const found = await requireConversation(ctx.db, { userId: ctx.caller.id, conversationId }).catch(
    (error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    },
  );
  return found?.conversation.kind === 'live' ? conversationId : null;
}

function streamRoom(
  ctx: SubscriptionContext,
  room: string,
  check: () => Promise<unknown>,
): Promise<void> {
  const { hub, sink, stopping } = ctx;
  return whileReadable(ctx, check, () =>
    streamActivity(hub, { room, sink, signal: stopping.signal }),
  );
}
