import type { CreateWorkspaceInput, Workspace } from '#contract/workspaces.ts';
import { workspaceColumns, workspaceMembers, workspaces } from '#db/schema/workspaces.ts';
import { userScope } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { announce } from '#services/transaction.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** The caller becomes its owner. */
export async function createWorkspace(
  ctx: CallContext,
  { name }: CreateWorkspaceInput,
): Promise<Workspace> {
  return ctx.withTransaction(async (tx) => {
    const [row] = await tx
      .insert(workspaces)
      .values({ id: uuidv7(), name, created_by: ctx.caller.id })
      .returning(workspaceColumns);
    const workspace = must(row, 'the inserted workspace');
    await tx
      .insert(workspaceMembers)
      .values({ workspace_id: workspace.id, user_id: ctx.caller.id, role: 'owner' });
    return announce(workspace, [
      {
        scope: userScope(ctx.caller.id),
        event: { type: 'workspace.created', payload: { workspace } },
      },
    ]);
  });
}
