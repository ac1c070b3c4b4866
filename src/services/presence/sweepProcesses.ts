import { and, eq, exists, inArray, lt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { presence, presencePeople, presenceProcesses } from '#db/schema/presence.ts';
import type { ServiceContext } from '#services/context.ts';
import { tellPresence } from '#services/presence/changePresence.ts';
import { deadAfterSeconds, readPresence } from '#services/presence/readPresence.ts';
import { unchanged } from '#services/transaction.ts';

/** The process lives. False when it was not known, or no more: then what it had written is gone. */
export async function beat(
  ctx: Pick<ServiceContext, 'withTransaction'>,
  processId: string,
): Promise<boolean> {
  return ctx.withTransaction(async (tx) => {
    const known = await tx
      .update(presenceProcesses)
      .set({ beat_at: sql`now()` })
      .where(eq(presenceProcesses.id, processId))
      .returning({ id: presenceProcesses.id });
    if (known.length > 0) return unchanged(true);
    await tx.insert(presenceProcesses).values({ id: processId });
    return unchanged(false);
  });
}

/**
 * Takes those off who were connected to a process that died, and tells how they are now: not there, or at
 * another process. Any process may do it for all; each person of a dead process is told of once or more.
 */
export async function sweepProcesses(
  ctx: Pick<ServiceContext, 'db' | 'withTransaction' | 'doorbell'>,
): Promise<void> {
  const left = await ctx.withTransaction(async (tx) => {
    const dead = await tx
      .select({ id: presenceProcesses.id })
      .from(presenceProcesses)
      .where(lt(presenceProcesses.beat_at, sql`now() - ${deadAfterSeconds} * interval '1 second'`))
      .for('update', { skipLocked: true });
    const ids = dead.map(({ id }) => id);
    // People first, as `changePresence` locks them; their connections go with the process.
    const people = await tx
      .update(presencePeople)
      .set({ version: sql`${presencePeople.version} + 1` })
      .where(exists(connectionsAt(tx, ids)))
      .returning({
        workspace_id: presencePeople.workspace_id,
        user_id: presencePeople.user_id,
      });
    await tx.delete(presenceProcesses).where(inArray(presenceProcesses.id, ids));
    return unchanged(people);
  });
  const byWorkspace = Map.groupBy(left, ({ workspace_id }) => workspace_id);
  for (const [workspaceId, people] of byWorkspace) {
    const ids = new Set(people.map(({ user_id }) => user_id));
    for (const told of await readPresence(ctx.db, workspaceId))
      if (ids.has(told.user_id)) tellPresence(ctx, told);
  }
}

/** Connections to these processes of the person whom a query around it looks at. */
function connectionsAt(tx: Transaction, processIds: readonly string[]) {
  return tx
    .select()
    .from(presence)
    .where(
      and(
        inArray(presence.process_id, processIds),
        eq(presence.workspace_id, presencePeople.workspace_id),
        eq(presence.user_id, presencePeople.user_id),
      ),
    );
}
