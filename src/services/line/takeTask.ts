import { and, asc, eq, inArray, lt, lte, min, ne, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Reader } from '#db/client.ts';
import { lineTasks } from '#db/schema/line.ts';
import type { ServiceContext } from '#services/context.ts';
import { unchanged } from '#services/transaction.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** Longer than any attempt takes; who finds it expired takes the task of a process that died. */
const leaseMs = { content: 90_000, other: 30_000 };

const taskColumns = {
  id: lineTasks.id,
  workspace_id: lineTasks.workspace_id,
  kind: lineTasks.kind,
  customer_id: lineTasks.customer_id,
  message_id: lineTasks.message_id,
  line_message_id: lineTasks.line_message_id,
  file_name: lineTasks.file_name,
  retry_key: lineTasks.retry_key,
  attempts: lineTasks.attempts,
  lease_id: lineTasks.lease_id,
};

export type LineTask = Omit<
  typeof lineTasks.$inferSelect,
  'status' | 'run_at' | 'lease_expires_at' | 'updated_at'
>;

const nowInMs = sql`now()::timestamptz(3)`;
const earlier = alias(lineTasks, 'earlier');

/** Open, and no push to the same customer is before it: what an operator writes arrives in its order. */
function isNext(db: Pick<Reader, 'select'>) {
  const before = db
    .select({ one: sql`1` })
    .from(earlier)
    .where(
      and(
        eq(earlier.kind, 'push'),
        eq(earlier.customer_id, lineTasks.customer_id),
        inArray(earlier.status, ['pending', 'running']),
        lt(earlier.id, lineTasks.id),
      ),
    );
  return and(
    inArray(lineTasks.status, ['pending', 'running']),
    or(ne(lineTasks.kind, 'push'), notExists(before)),
  );
}

const dueAt = sql<string | null>`case status when 'running' then lease_expires_at else run_at end`;

/** The task that has been due longest, for this process alone until its lease ends. */
export function takeTask(ctx: Pick<ServiceContext, 'withTransaction'>): Promise<LineTask | null> {
  return ctx.withTransaction(async (tx) => {
    const next = tx
      .select({ id: lineTasks.id })
      .from(lineTasks)
      .where(and(isNext(tx), lte(dueAt, nowInMs)))
      .orderBy(asc(lineTasks.run_at), asc(lineTasks.id))
      .limit(1)
      .for('update', { skipLocked: true });
    const [task] = await tx
      .update(lineTasks)
      .set({
        status: 'running',
        attempts: sql`${lineTasks.attempts} + 1`,
        lease_id: uuidv7(),
        lease_expires_at: sql`now() + case kind when 'content' then ${leaseMs.content}::int
          else ${leaseMs.other}::int end * interval '1 millisecond'`,
        updated_at: sql`now()`,
      })
      .where(inArray(lineTasks.id, next))
      .returning(taskColumns);
    // A task is nobody's to see; what comes of it is.
    return unchanged(task ?? null);
  });
}

/** When the next task may be taken; null when there is none. */
export async function nextTaskAt(db: Pick<Reader, 'select'>): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(dueAt) })
    .from(lineTasks)
    .where(isNext(db));
  return row?.at ? new Date(row.at) : null;
}
