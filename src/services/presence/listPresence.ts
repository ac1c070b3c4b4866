import type { Presence } from '#contract/presence.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import type { CallContext } from '#services/context.ts';
import { readPresence } from '#services/presence/readPresence.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** All members of the workspace, by user id. */
export async function listPresence(ctx: CallContext, input: WorkspaceRef): Promise<Presence[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  return readPresence(ctx.db, workspaceId);
}
