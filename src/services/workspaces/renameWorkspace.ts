import { eq, sql } from 'drizzle-orm';
import type { RenameWorkspaceInput, Workspace } from '#contract/workspaces.ts';
import { workspaceColumns, workspaces } from '#db/schema/workspaces.ts';
import type { CallContext } from '#services/context.ts';
import { notFound } from '#services/errors.ts';
import { announce } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { toWorkspaceAndMembers } from '#services/workspaces/audience.ts';

export async function renameWorkspace(
  ctx: CallContext,
  input: RenameWorkspaceInput,
): Promise<Workspace> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'workspace.rename',
  });
  return ctx.withTransaction(async (tx) => {
    const [workspace] = await tx
      .update(workspaces)
      .set({ name: input.name, updated_at: sql`now()`, version: sql`version + 1` })
      .where(eq(workspaces.id, workspaceId))
      .returning(workspaceColumns);
    if (!workspace) throw notFound('Workspace');
    return announce(
      workspace,
      await toWorkspaceAndMembers(tx, workspaceId, {
        type: 'workspace.updated',
        payload: { workspace },
      }),
    );
  });
}
