import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Member } from '#contract/members.ts';
import type { Reader } from '#db/client.ts';
import { profiles } from '#db/schema/profiles.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { must } from '#shared/must.ts';

const memberColumns = {
  workspace_id: workspaceMembers.workspace_id,
  user_id: workspaceMembers.user_id,
  role: workspaceMembers.role,
  display_name: sql<string>`coalesce(${profiles.display_name}, '')`,
  email: profiles.email,
  created_at: workspaceMembers.created_at,
  version: workspaceMembers.version,
};

/** Members with what is known of the people, by user id. */
export async function readMembers(db: Pick<Reader, 'select'>, which: SQL): Promise<Member[]> {
  return db
    .select(memberColumns)
    .from(workspaceMembers)
    .leftJoin(profiles, eq(profiles.user_id, workspaceMembers.user_id))
    .where(which)
    .orderBy(asc(workspaceMembers.user_id));
}

export const inWorkspace = (workspaceId: string): SQL =>
  eq(workspaceMembers.workspace_id, workspaceId);

/** One whom the transaction has just written. */
export async function readMember(
  db: Pick<Reader, 'select'>,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<Member> {
  const which = and(inWorkspace(workspaceId), eq(workspaceMembers.user_id, userId));
  const [member] = await readMembers(db, must(which, 'a condition'));
  return must(member, 'the member');
}
