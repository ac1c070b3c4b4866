import { and, count, eq } from 'drizzle-orm';
import type { MemberRole } from '#contract/members.ts';
import type { Workspace } from '#contract/workspaces.ts';
import type { Transaction } from '#db/client.ts';
import { workspaceColumns, workspaceMembers, workspaces } from '#db/schema/workspaces.ts';
import { AppError, notFound } from '#services/errors.ts';
import { must } from '#shared/must.ts';

/**
 * Who is in the workspace, and as what, stays as it is until this transaction ends, but for what it does
 * itself: two owners cannot make each other less at the same time.
 * @throws AppError NOT_FOUND when it is gone
 */
export async function lockMembers(tx: Transaction, workspaceId: string): Promise<Workspace> {
  const [workspace] = await tx
    .select(workspaceColumns)
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId))
    // Rows that refer to the workspace may be written meanwhile.
    .for('no key update');
  if (!workspace) throw notFound('Workspace');
  return workspace;
}

/** @throws AppError NOT_FOUND for somebody who is no member */
export async function roleOf(
  tx: Transaction,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<MemberRole> {
  const [member] = await tx
    .select({ role: workspaceMembers.role })
    .from(workspaceMembers)
    .where(
      and(eq(workspaceMembers.workspace_id, workspaceId), eq(workspaceMembers.user_id, userId)),
    );
  if (!member) throw notFound('Member');
  return member.role;
}

/** @throws AppError CONFLICT when there is no other owner than one who is about to be none */
export async function requireAnotherOwner(tx: Transaction, workspaceId: string): Promise<void> {
  const [owners] = await tx
    .select({ amount: count() })
    .from(workspaceMembers)
    .where(and(eq(workspaceMembers.workspace_id, workspaceId), eq(workspaceMembers.role, 'owner')));
  if (must(owners, 'a count').amount < 2)
    throw new AppError('CONFLICT', 'A workspace needs an owner: make somebody else one first');
}
