import { and, eq } from 'drizzle-orm';
import type { MemberRef } from '#contract/members.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import type { CallContext } from '#services/context.ts';
import { leaveConversations } from '#services/members/leaveConversations.ts';
import { lockMembers, requireAnotherOwner, roleOf } from '#services/members/lockMembers.ts';
import { memberRemoved } from '#services/members/memberEvents.ts';
import { removeNotifications } from '#services/notifications/removeNotifications.ts';
import { announce } from '#services/transaction.ts';
import { requireMember, requireRole } from '#services/workspaces/access.ts';

/**
 * Anybody may leave. Whoever is removed loses the workspace in every tab, and their part in its conversations;
 * private ones that were theirs alone are deleted.
 * @throws AppError FORBIDDEN, NOT_FOUND for somebody who is no member, CONFLICT for the last owner
 */
export async function removeMember(ctx: CallContext, input: MemberRef): Promise<MemberRef> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: input.user_id === ctx.caller.id ? 'workspace.read' : 'members.manage',
  });
  const one = { workspaceId, userId: input.user_id };
  return ctx.withTransaction(async (tx) => {
    await lockMembers(tx, workspaceId);
    const own = await roleOf(tx, { workspaceId, userId: ctx.caller.id });
    const role = await roleOf(tx, one);
    if (input.user_id !== ctx.caller.id)
      requireRole(own, role === 'owner' ? 'owners.manage' : 'members.manage');
    if (role === 'owner') await requireAnotherOwner(tx, workspaceId);
    await tx
      .delete(workspaceMembers)
      .where(
        and(
          eq(workspaceMembers.workspace_id, workspaceId),
          eq(workspaceMembers.user_id, input.user_id),
        ),
      );
    const left = await leaveConversations(tx, one);
    await removeNotifications(tx, one);
    return announce({ workspace_id: workspaceId, user_id: input.user_id }, [
      ...memberRemoved(workspaceId, input.user_id),
      ...left,
    ]);
  });
}
