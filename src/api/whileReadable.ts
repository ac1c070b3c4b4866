import { setTimeout as delay } from 'node:timers/promises';
import type { SubscriptionContext } from '#api/context.ts';
import { AppError } from '#services/errors.ts';
import { ownScope } from '#services/workspaces/eventScope.ts';

const retryMs = 500;

/** Rejects with an `AppError` NOT_FOUND when the caller may not read what is streamed. */
type CheckAccess = () => Promise<unknown>;

/**
 * Runs a stream until it is stopped, which it is here when the caller may read it no more: that is announced
 * on the caller's own scope.
 */
export async function whileReadable(
  ctx: SubscriptionContext,
  check: CheckAccess,
  run: () => Promise<void>,
): Promise<void> {
  using lease = await ctx.hub.open(ownScope(ctx));
  const recheck = () => stopWhenUnreadable(ctx, check);
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

async function stopWhenUnreadable(ctx: SubscriptionContext, check: CheckAccess): Promise<void> {
  while (!ctx.stopping.signal.aborted) {
    const isReadable = await canRead(check).catch(() => null);
    if (isReadable === false) ctx.stopping.abort();
    if (isReadable !== null) return;
    await delay(retryMs);
  }
}

/** @throws when the database cannot be asked */
async function canRead(check: CheckAccess): Promise<boolean> {
  return check().then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return false;
      throw error;
    },
  );
}
