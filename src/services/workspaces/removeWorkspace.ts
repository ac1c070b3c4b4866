import { eq } from 'drizzle-orm';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { CallContext } from '#services/context.ts';
import { notFound } from '#services/errors.ts';
import { removeFiles } from '#services/files/removeFiles.ts';
import { announce } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { toWorkspaceAndMembers } from '#services/workspaces/audience.ts';

/** With everything in it. A worker that still holds a job of it finds its lease gone and writes nothing. */
export async function removeWorkspace(
  ctx: CallContext,
  input: WorkspaceRef,
): Promise<WorkspaceRef> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'workspace.remove',
  });
  const fileKeys = await ctx.withTransaction(async (tx) => {
    const events = await toWorkspaceAndMembers(tx, workspaceId, {
      type: 'workspace.deleted',
      payload: { workspace_id: workspaceId },
    });
    const files = await tx
      .select({ document_id: documents.id, workspace_id: documents.workspace_id })
      .from(documents)
      .where(eq(documents.workspace_id, workspaceId));
    const removed = await tx
      .delete(workspaces)
      .where(eq(workspaces.id, workspaceId))
      .returning({ id: workspaces.id });
    if (removed.length === 0) throw notFound('Workspace');
    return announce(files, events);
  });
  await removeFiles(ctx.files, fileKeys);
  return { workspace_id: workspaceId };
}
