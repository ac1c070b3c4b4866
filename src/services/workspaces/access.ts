import type { MemberRole } from '#contract/members.ts';
import { and, eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { AppError, notFound } from '#services/errors.ts';
import { type Action, allows, leastRole } from '#contract/permissions.ts';

declare const authorized: unique symbol;

/** Proof that the caller is a member: queries of a workspace's rows ask for it. Only this file makes one. */
export type Membership = {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: MemberRole;
  readonly [authorized]: true;
};

/** @throws AppError NOT_FOUND for a stranger, FORBIDDEN for a role that may not do `to` */
export async function requireMember(
  db: Pick<Reader, 'select'>,
  {
    userId,
    workspaceId,
    to = 'workspace.read',
  }: { userId: string; workspaceId: string; to?: Action },
): Promise<Membership> {
  const [member] = await db
    .select({ role: workspaceMembers.role })
    .from(workspaceMembers)
    .where(
      and(eq(workspaceMembers.workspace_id, workspaceId), eq(workspaceMembers.user_id, userId)),
    );
  if (!member) throw notFound('Workspace');
  requireRole(member.role, to);
  // oxlint-disable-next-line parley/no-cast -- branded after the check above, which is what the brand stands for
  return { workspaceId, userId, role: member.role } as Membership;
}

/** @throws AppError FORBIDDEN */
export function requireRole(role: MemberRole, to: Action): void {
  if (!allows(role, to))
    throw new AppError('FORBIDDEN', `This needs the role ${leastRole[to]}; yours is ${role}`);
}
