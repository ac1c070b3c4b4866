import { and, eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { type MemberRole, memberRoles, workspaceMembers } from '#db/schema/workspaces.ts';
import { AppError, notFound } from '#services/errors.ts';

declare const authorized: unique symbol;

/** Proof that the caller is a member: queries of a workspace's rows ask for it. Only this file makes one. */
export type Membership = {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: MemberRole;
  readonly [authorized]: true;
};

/** @throws AppError NOT_FOUND for a stranger, FORBIDDEN below `atLeast` */
export async function requireMember(
  db: Pick<Reader, 'select'>,
  {
    userId,
    workspaceId,
    atLeast = 'viewer',
  }: { userId: string; workspaceId: string; atLeast?: MemberRole },
): Promise<Membership> {
  const [member] = await db
    .select({ role: workspaceMembers.role })
    .from(workspaceMembers)
    .where(
      and(eq(workspaceMembers.workspace_id, workspaceId), eq(workspaceMembers.user_id, userId)),
    );
  if (!member) throw notFound('Workspace');
  requireRole(member.role, atLeast);
  // oxlint-disable-next-line parley/no-cast -- branded after the check above, which is what the brand stands for
  return { workspaceId, userId, role: member.role } as Membership;
}

function requireRole(role: MemberRole, atLeast: MemberRole): void {
  if (memberRoles.indexOf(role) > memberRoles.indexOf(atLeast))
    throw new AppError('FORBIDDEN', `This needs the role ${atLeast}; yours is ${role}`);
}
