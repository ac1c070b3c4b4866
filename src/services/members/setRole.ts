import { and, eq, sql } from 'drizzle-orm';
import type { Member, SetRoleInput } from '#contract/members.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import type { CallContext } from '#services/context.ts';
import { lockMembers, requireAnotherOwner, roleOf } from '#services/members/lockMembers.ts';
import { memberChanged } from '#services/members/memberEvents.ts';
import { readMember } from '#services/members/readMember.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { requireMember, requireRole } from '#services/workspaces/access.ts';

/**
 * @throws AppError FORBIDDEN for what only owners may do to owners, NOT_FOUND for somebody who is no member,
 *   CONFLICT for the last owner
 */
export async function setRole(ctx: CallContext, input: SetRoleInput): Promise<Member> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'members.manage',
  });
  const one = { workspaceId, userId: input.user_id };
  return ctx.withTransaction(async (tx) => {
    await lockMembers(tx, workspaceId);
    const own = await roleOf(tx, { workspaceId, userId: ctx.caller.id });
    const before = await roleOf(tx, one);
    const isAboutOwners = before === 'owner' || input.role === 'owner';
    requireRole(own, isAboutOwners ? 'owners.manage' : 'members.manage');
    if (before === input.role) return unchanged(await readMember(tx, one));
    if (before === 'owner') await requireAnotherOwner(tx, workspaceId);
    await tx
      .update(workspaceMembers)
      .set({ role: input.role, version: sql`${workspaceMembers.version} + 1` })
      .where(
        and(
          eq(workspaceMembers.workspace_id, workspaceId),
          eq(workspaceMembers.user_id, input.user_id),
        ),
      );
    const member = await readMember(tx, one);
    return announce(member, memberChanged('member.updated', member));
  });
}
