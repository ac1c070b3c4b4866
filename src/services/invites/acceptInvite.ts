import { eq } from 'drizzle-orm';
import type { Invite, InvitePreview, InviteToken } from '#contract/invites.ts';
import type { Workspace } from '#contract/workspaces.ts';
import { invites } from '#db/schema/invites.ts';
import { profiles } from '#db/schema/profiles.ts';
import { workspaceColumns, workspaces } from '#db/schema/workspaces.ts';
import type { CallContext } from '#services/context.ts';
import { AppError } from '#services/errors.ts';
import { managerScopes, requireInvite } from '#services/invites/access.ts';
import { inviteDeleted } from '#services/invites/inviteEvents.ts';
import { addMember } from '#services/members/addMember.ts';
import { lockMembers } from '#services/members/lockMembers.ts';
import { memberAdded } from '#services/members/memberEvents.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';

/** What somebody with the link is invited to. @throws AppError NOT_FOUND */
export async function previewInvite(
  ctx: CallContext,
  { token }: InviteToken,
): Promise<InvitePreview> {
  const { workspace_id, role, created_by, expires_at } = await requireInvite(ctx.db, token);
  const [workspace] = await ctx.db
    .select(workspaceColumns)
    .from(workspaces)
    .where(eq(workspaces.id, workspace_id));
  const [inviter] = await ctx.db
    .select({ display_name: profiles.display_name })
    .from(profiles)
    .where(eq(profiles.user_id, created_by));
  const is_member = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: workspace_id,
  }).then(
    () => true,
    () => false,
  );
  return {
    workspace_id,
    workspace_name: must(workspace, "the invitation's workspace").name,
    role,
    invited_by: inviter?.display_name ?? '',
    expires_at,
    is_member,
  };
}

/**
 * The caller becomes a member; one who is already keeps their role.
 * @throws AppError NOT_FOUND, FORBIDDEN for a visitor without an account and for another address than is invited
 */
export async function acceptInvite(ctx: CallContext, { token }: InviteToken): Promise<Workspace> {
  const invite = await requireInvite(ctx.db, token);
  refuseOthers(ctx, invite);
  return ctx.withTransaction(async (tx) => {
    const workspace = await lockMembers(tx, invite.workspace_id);
    // Again, for it may have been revoked meanwhile.
    const { role, email } = await requireInvite(tx, token);
    const added = await addMember(tx, {
      workspaceId: workspace.id,
      userId: ctx.caller.id,
      role,
    });
    if (!added) return unchanged(workspace);
    if (email === null) return announce(workspace, memberAdded(added, workspace));
    await tx.delete(invites).where(eq(invites.id, invite.id));
    const used = inviteDeleted(await managerScopes(tx, workspace.id), invite);
    return announce(workspace, [...memberAdded(added, workspace), ...used]);
  });
}

function refuseOthers({ caller }: CallContext, { email }: Invite): void {
  if (caller.isAnonymous) throw new AppError('FORBIDDEN', 'Sign up to join a workspace');
  if (email !== null && caller.email?.toLowerCase() !== email)
    throw new AppError('FORBIDDEN', 'This invitation is for another e-mail address');
}
