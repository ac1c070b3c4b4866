import { and, eq, sql } from 'drizzle-orm';
import type { Presence } from '#contract/presence.ts';
import type { Transaction } from '#db/client.ts';
import { presence, presencePeople, presenceProcesses } from '#db/schema/presence.ts';
import type { ServiceContext } from '#services/context.ts';
import { type Connection, isAlive, together } from '#services/presence/readPresence.ts';
import { workspaceRoom } from '#services/presence/room.ts';
import { unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

export type Person = { workspaceId: string; userId: string };

/** How somebody is there at one process; null: not any more. */
export type Here = { status: 'online' | 'away'; viewing: string[] };

/**
 * Writes how a person is there at a process, and tells the workspace's room when that makes a difference over
 * all processes. One change of a person at a time, so that two last tabs that close at once do not each
 * leave it to the other.
 */
export async function changePresence(
  ctx: Pick<ServiceContext, 'withTransaction' | 'doorbell'>,
  person: Person & { processId: string },
  here: Here | null,
): Promise<void> {
  const told = await ctx.withTransaction(async (tx) => {
    const kept = await lockPerson(tx, person);
    const before = await connectionsOf(tx, person);
    await writeConnection(tx, person, here);
    const others = before.filter(({ process_id }) => process_id !== person.processId);
    const was = together(before);
    const is = together(here ? [...others, here] : others);
    const isSame = was.status === is.status && was.viewing.join() === is.viewing.join();
    return unchanged(isSame ? null : { ...is, ...kept });
  });
  if (told) tellPresence(ctx, told);
}

export function tellPresence({ doorbell }: Pick<ServiceContext, 'doorbell'>, told: Presence): void {
  doorbell.sendActivity(workspaceRoom(told.workspace_id), {
    type: 'presence.updated',
    payload: told,
  });
}

/** What is kept of the person, who has been seen now. */
async function lockPerson(tx: Transaction, { workspaceId, userId }: Person) {
  const [row] = await tx
    .insert(presencePeople)
    .values({ workspace_id: workspaceId, user_id: userId, last_seen_at: sql`now()` })
    .onConflictDoUpdate({
      target: [presencePeople.workspace_id, presencePeople.user_id],
      set: { last_seen_at: sql`now()`, version: sql`${presencePeople.version} + 1` },
    })
    .returning();
  return must(row, 'the person just seen');
}

async function connectionsOf(
  tx: Transaction,
  { workspaceId, userId }: Person,
): Promise<(Connection & { process_id: string })[]> {
  return tx
    .select({
      process_id: presence.process_id,
      status: presence.status,
      viewing: presence.viewing,
    })
    .from(presence)
    .innerJoin(presenceProcesses, eq(presenceProcesses.id, presence.process_id))
    .where(and(eq(presence.workspace_id, workspaceId), eq(presence.user_id, userId), isAlive));
}

async function writeConnection(
  tx: Transaction,
  { workspaceId, userId, processId }: Person & { processId: string },
  here: Here | null,
): Promise<void> {
  if (here) {
    await tx
      .insert(presence)
      .values({ process_id: processId, workspace_id: workspaceId, user_id: userId, ...here })
      .onConflictDoUpdate({
        target: [presence.workspace_id, presence.user_id, presence.process_id],
        set: here,
      });
    return;
  }
  await tx
    .delete(presence)
    .where(
      and(
        eq(presence.workspace_id, workspaceId),
        eq(presence.user_id, userId),
        eq(presence.process_id, processId),
      ),
    );
}
