import type { LineConnection } from '#contract/line.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import type { Transaction } from '#db/client.ts';
import type { CallContext } from '#services/context.ts';
import { findLineChannel } from '#services/line/access.ts';
import { ensureLiveSettings } from '#services/live/ensureLiveSettings.ts';
import { unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** @throws AppError FORBIDDEN below an admin */
export async function getLine(ctx: CallContext, input: WorkspaceRef): Promise<LineConnection> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'live.manage',
  });
  return ctx.withTransaction(async (tx) => unchanged(await readConnection(tx, workspaceId)));
}

/** The connection without its secrets. */
export async function readConnection(
  tx: Transaction,
  workspaceId: string,
): Promise<LineConnection> {
  const { key } = await ensureLiveSettings(tx, workspaceId);
  const channel = await findLineChannel(tx, workspaceId);
  return {
    workspace_id: workspaceId,
    connected: channel !== null,
    bot_name: channel?.botName ?? null,
    webhook_path: `/line/webhook/${key}`,
  };
}
