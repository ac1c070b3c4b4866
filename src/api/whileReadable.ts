import { setTimeout as delay } from 'node:timers/promises';
import type { SubscriptionContext } from '#api/context.ts';
import { canRead, ownScope } from '#services/workspaces/eventScope.ts';

const retryMs = 500;

/**
 * Runs a stream of a workspace until `signal` aborts or the caller is no longer a member, which is announced
 * on the caller's own scope.
 */
export async function whileReadable(
  ctx: SubscriptionContext,
  { workspaceId, signal }: { workspaceId: string; signal: AbortSignal },
  run: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  const ended = AbortSignal.any([signal, ending.signal]);
  using lease = await ctx.hub.open(ownScope(ctx));
  const recheck = async (): Promise<void> => {
    while (!ended.aborted) {
      const isReadable = await canRead(ctx, workspaceId).catch(() => null);
      if (isReadable === false) ending.abort();
      if (isReadable !== null) return;
      await delay(retryMs);
    }
  };
  const onOwnEvent = () => void recheck();
  lease.channel.watchers.add(onOwnEvent);
  try {
    // Once more, for what changed before the watch began.
    await recheck();
    await run(ended);
  } finally {
    lease.channel.watchers.delete(onOwnEvent);
  }
}
