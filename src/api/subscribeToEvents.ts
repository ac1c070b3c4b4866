import type { OnEventInput } from '#contract/events.ts';
import { whileReadable } from '#api/whileReadable.ts';
import { streamEvents } from '#realtime/feed.ts';
import type { SubscriptionContext } from '#api/context.ts';
import { ownScope, readableScope } from '#services/workspaces/eventScope.ts';

/**
 * The caller's own scope, or a workspace's for as long as the caller is a member of it.
 * @throws AppError NOT_FOUND for a stranger
 */
export async function subscribeToEvents(
  ctx: SubscriptionContext,
  { workspace_id, lastEventId }: OnEventInput,
): Promise<void> {
  const { hub, sink } = ctx;
  const { signal } = ctx.stopping;
  if (workspace_id === undefined)
    return streamEvents(hub, { scope: ownScope(ctx), lastEventId, sink, signal });
  const check = () => readableScope(ctx, workspace_id);
  const scope = await check();
  return whileReadable(ctx, check, () => streamEvents(hub, { scope, lastEventId, sink, signal }));
}
