import type { LiveSecret, LiveSettings } from '#contract/live.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { eq } from 'drizzle-orm';
import { liveSettings, liveSettingsColumns } from '#db/schema/live.ts';
import type { CallContext } from '#services/context.ts';
import { ensureLiveSettings } from '#services/live/ensureLiveSettings.ts';
import { unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';

export async function getLiveSettings(
  ctx: CallContext,
  input: WorkspaceRef,
): Promise<LiveSettings> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  const [known] = await ctx.db
    .select(liveSettingsColumns)
    .from(liveSettings)
    .where(eq(liveSettings.workspace_id, workspaceId));
  return (
    known ?? ctx.withTransaction(async (tx) => unchanged(await ensureLiveSettings(tx, workspaceId)))
  );
}

/** @throws AppError FORBIDDEN below an admin */
export async function getLiveSecret(ctx: CallContext, input: WorkspaceRef): Promise<LiveSecret> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'live.manage',
  });
  return ctx.withTransaction(async (tx) => {
    await ensureLiveSettings(tx, workspaceId);
    const [row] = await tx
      .select({ secret: liveSettings.secret })
      .from(liveSettings)
      .where(eq(liveSettings.workspace_id, workspaceId));
    return unchanged(must(row, 'the settings just made'));
  });
}
