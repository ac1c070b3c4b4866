import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { Presence, PresenceStatus } from '#contract/presence.ts';
import type { Reader } from '#db/client.ts';
import { presence, presencePeople, presenceProcesses } from '#db/schema/presence.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';

/** A process that has not been heard of for so long is dead; it beats three times in it. */
export const deadAfterSeconds = 30;

export const isAlive = gt(
  presenceProcesses.beat_at,
  sql`now() - ${deadAfterSeconds} * interval '1 second'`,
);

/** Members of a workspace as they are there now, by user id. */
export async function readPresence(
  db: Pick<Reader, 'select'>,
  workspaceId: string,
  which: SQL = sql`true`,
): Promise<Presence[]> {
  const alive = db.select({ id: presenceProcesses.id }).from(presenceProcesses).where(isAlive);
  const rows = await db
    .select({
      user_id: workspaceMembers.user_id,
      available: presencePeople.available,
      last_seen_at: presencePeople.last_seen_at,
      version: presencePeople.version,
      status: presence.status,
      viewing: presence.viewing,
    })
    .from(workspaceMembers)
    .leftJoin(
      presencePeople,
      and(
        eq(presencePeople.workspace_id, workspaceMembers.workspace_id),
        eq(presencePeople.user_id, workspaceMembers.user_id),
      ),
    )
    .leftJoin(
      presence,
      and(
        eq(presence.workspace_id, workspaceMembers.workspace_id),
        eq(presence.user_id, workspaceMembers.user_id),
        inArray(presence.process_id, alive),
      ),
    )
    .where(and(eq(workspaceMembers.workspace_id, workspaceId), which))
    .orderBy(workspaceMembers.user_id);
  const people = Map.groupBy(rows, ({ user_id }) => user_id);
  return Array.from(people, ([user_id, connections]) => ({
    workspace_id: workspaceId,
    user_id,
    ...together(connections),
    available: connections[0]?.available ?? true,
    last_seen_at: connections[0]?.last_seen_at ?? null,
    version: connections[0]?.version ?? 0,
  }));
}

/** How somebody is there at one process, or null. */
export type Connection = { status: 'online' | 'away' | null; viewing: readonly string[] | null };

/** What several connections of one person are together. */
export function together(connections: readonly Connection[]): Pick<Presence, 'status' | 'viewing'> {
  const has = (status: PresenceStatus) => connections.some((each) => each.status === status);
  return {
    status: has('online') ? 'online' : has('away') ? 'away' : 'offline',
    viewing: [...new Set(connections.flatMap(({ viewing }) => viewing ?? []))].toSorted(),
  };
}
