import { eq } from 'drizzle-orm';
import type { ConnectLineInput, LineConnection } from '#contract/line.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { lineChannels } from '#db/schema/line.ts';
import type { CallContext } from '#services/context.ts';
import { AppError } from '#services/errors.ts';
import { readConnection } from '#services/line/getLine.ts';
import { LineError } from '#services/line/lineError.ts';
import { unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';

/**
 * The workspace's account at LINE from now on, instead of any other. Asks LINE whose token it is.
 * @throws AppError FORBIDDEN below an admin, BAD_REQUEST when LINE does not answer, or not to this token
 */
export async function connectLine(
  ctx: CallContext,
  input: ConnectLineInput,
): Promise<LineConnection> {
  const { channel_access_token, channel_secret } = input;
  const { workspaceId } = await requireAdmin(ctx, input);
  const bot = await ctx.line.getBot(channel_access_token).catch((error: unknown) => {
    if (error instanceof LineError) throw new AppError('BAD_REQUEST', error.message);
    throw error;
  });
  const channel = {
    channel_access_token,
    channel_secret,
    bot_user_id: bot.userId,
    bot_name: bot.name,
    connected_by: ctx.caller.id,
  };
  return ctx.withTransaction(async (tx) => {
    await tx
      .insert(lineChannels)
      .values({ workspace_id: workspaceId, ...channel })
      .onConflictDoUpdate({ target: lineChannels.workspace_id, set: channel });
    // No tab shows it but the one that asks.
    return unchanged(await readConnection(tx, workspaceId));
  });
}

/** Nothing comes from LINE any more, and nothing goes there. Customers and conversations stay. */
export async function disconnectLine(
  ctx: CallContext,
  input: WorkspaceRef,
): Promise<LineConnection> {
  const { workspaceId } = await requireAdmin(ctx, input);
  return ctx.withTransaction(async (tx) => {
    await tx.delete(lineChannels).where(eq(lineChannels.workspace_id, workspaceId));
    return unchanged(await readConnection(tx, workspaceId));
  });
}

const requireAdmin = (ctx: CallContext, { workspace_id }: WorkspaceRef) =>
  requireMember(ctx.db, { userId: ctx.caller.id, workspaceId: workspace_id, to: 'live.manage' });
