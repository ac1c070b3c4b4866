import { setTimeout as delay } from 'node:timers/promises';
import type { SubscriptionContext } from '#api/context.ts';
import { canRead, ownScope } from '#services/workspaces/eventScope.ts';

const retryMs = 500;

/**
 * Runs a stream of a workspace until it is stopped, which it is here when the caller is no longer a member:
 * that is announced on the caller's own scope.
 */
export async function whileReadable(
  ctx: SubscriptionContext,
  workspaceId: string,
  run: () => Promise<void>,
): Promise<void> {
  using lease = await ctx.hub.open(ownScope(ctx));
  const recheck = () => stopWhenUnreadable(ctx, workspaceId);
  const onOwnEvent = () => void recheck();
  lease.channel.watchers.add(onOwnEvent);
  try {
    // Once more, for what changed before the watch began.
    await recheck();
    await run();
  } finally {
    lease.channel.watchers.delete(onOwnEvent);
  }
}

async function stopWhenUnreadable(ctx: SubscriptionContext, workspaceId: string): Promise<void> {
  while (!ctx.stopping.signal.aborted) {
    const isReadable = await canRead(ctx, workspaceId).catch(() => null);
    if (isReadable === false) ctx.stopping.abort();
    if (isReadable !== null) return;
    await delay(retryMs);
  }
}
