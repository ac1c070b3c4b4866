import { eq, sql } from 'drizzle-orm';
import type { LiveSecret, LiveSettings, UpdateLiveSettingsInput } from '#contract/live.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { liveSettings, liveSettingsColumns } from '#db/schema/live.ts';
import type { CallContext } from '#services/context.ts';
import { ensureLiveSettings, newLiveSecret } from '#services/live/ensureLiveSettings.ts';
import { liveSettingsUpdated } from '#services/live/liveEvents.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';

/** Only what is given changes. @throws AppError FORBIDDEN below an admin */
export async function updateLiveSettings(
  ctx: CallContext,
  { workspace_id, allowed_origins, ...change }: UpdateLiveSettingsInput,
): Promise<LiveSettings> {
  const { workspaceId } = await requireAdmin(ctx, workspace_id);
  return ctx.withTransaction(async (tx) => {
    await ensureLiveSettings(tx, workspaceId);
    const [row] = await tx
      .update(liveSettings)
      .set({
        ...change,
        allowed_origins: allowed_origins?.map((url) => new URL(url).origin),
        version: sql`${liveSettings.version} + 1`,
      })
      .where(eq(liveSettings.workspace_id, workspaceId))
      .returning(liveSettingsColumns);
    const settings = must(row, 'the settings just made');
    return announce(settings, liveSettingsUpdated(settings));
  });
}

/** What the old secret has vouched for stays; new visits need the new one. */
export async function rotateLiveSecret(ctx: CallContext, input: WorkspaceRef): Promise<LiveSecret> {
  const { workspaceId } = await requireAdmin(ctx, input.workspace_id);
  const secret = newLiveSecret();
  return ctx.withTransaction(async (tx) => {
    await ensureLiveSettings(tx, workspaceId);
    await tx.update(liveSettings).set({ secret }).where(eq(liveSettings.workspace_id, workspaceId));
    // Nobody is told a secret.
    return unchanged({ secret });
  });
}

const requireAdmin = (ctx: CallContext, workspaceId: string) =>
  requireMember(ctx.db, { userId: ctx.caller.id, workspaceId, to: 'live.manage' });
