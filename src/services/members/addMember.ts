import type { Member, MemberRole } from '#contract/members.ts';
import type { Transaction } from '#db/client.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { readMember } from '#services/members/readMember.ts';

/** Null for somebody who is a member already, whose role stays. */
export async function addMember(
  tx: Transaction,
  one: { workspaceId: string; userId: string; role: MemberRole },
): Promise<Member | null> {
  const added = await tx
    .insert(workspaceMembers)
    .values({ workspace_id: one.workspaceId, user_id: one.userId, role: one.role })
    .onConflictDoNothing()
    .returning({ user_id: workspaceMembers.user_id });
  return added.length > 0 ? readMember(tx, one) : null;
}
