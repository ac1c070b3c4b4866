import type { Member } from '#contract/members.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import type { CallContext } from '#services/context.ts';
import { inWorkspace, readMembers } from '#services/members/readMember.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** By user id. */
export async function listMembers(ctx: CallContext, input: WorkspaceRef): Promise<Member[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  return readMembers(ctx.db, inWorkspace(workspaceId));
}
