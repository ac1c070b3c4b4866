import { and, eq, ne, or, isNull } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { presence, presencePeople, presenceProcesses } from '#db/schema/presence.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { isAlive } from '#services/presence/readPresence.ts';

/** Members of the workspace who may answer customers, are online and have not said that they are not available. */
export async function onlineOperators(
  db: Pick<Reader, 'select'>,
  workspaceId: string,
): Promise<string[]> {
  const rows = await db
    .select({ userId: presence.user_id })
    .from(presence)
    .innerJoin(presenceProcesses, and(eq(presenceProcesses.id, presence.process_id), isAlive))
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspace_id, presence.workspace_id),
        eq(workspaceMembers.user_id, presence.user_id),
        ne(workspaceMembers.role, 'viewer'),
      ),
    )
    .leftJoin(
      presencePeople,
      and(
        eq(presencePeople.workspace_id, presence.workspace_id),
        eq(presencePeople.user_id, presence.user_id),
      ),
    )
    .where(
      and(
        eq(presence.workspace_id, workspaceId),
        eq(presence.status, 'online'),
        or(isNull(presencePeople.available), eq(presencePeople.available, true)),
      ),
    )
    .orderBy(presence.user_id);
  return [...new Set(rows.map(({ userId }) => userId))];
}
