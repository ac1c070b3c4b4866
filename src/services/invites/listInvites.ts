import { and, asc, eq } from 'drizzle-orm';
import type { Invite } from '#contract/invites.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { inviteColumns, invites } from '#db/schema/invites.ts';
import type { CallContext } from '#services/context.ts';
import { isOpen } from '#services/invites/access.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Those that can still be accepted, oldest first. */
export async function listInvites(ctx: CallContext, input: WorkspaceRef): Promise<Invite[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'invites.manage',
  });
  return ctx.db
    .select(inviteColumns)
    .from(invites)
    .where(and(eq(invites.workspace_id, workspaceId), isOpen))
    .orderBy(asc(invites.id));
}
