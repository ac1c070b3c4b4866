import { asc, eq } from 'drizzle-orm';
import type { Workspace } from '#contract/workspaces.ts';
import { workspaceColumns, workspaceMembers, workspaces } from '#db/schema/workspaces.ts';
import type { CallContext } from '#services/context.ts';

/** The caller's workspaces, oldest first. */
export async function listWorkspaces(ctx: CallContext): Promise<Workspace[]> {
  return ctx.db
    .select(workspaceColumns)
    .from(workspaces)
    .innerJoin(workspaceMembers, eq(workspaceMembers.workspace_id, workspaces.id))
    .where(eq(workspaceMembers.user_id, ctx.caller.id))
    .orderBy(asc(workspaces.id));
}
