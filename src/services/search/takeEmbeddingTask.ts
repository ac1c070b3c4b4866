import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { embeddingTasks } from '#db/schema/chunks.ts';
import type { ServiceContext } from '#services/context.ts';
import { unchanged } from '#services/transaction.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** Longer than a batch may take; who finds it expired takes the task of a process that died. */
const leaseMs = 120_000;

export type EmbeddingTask = {
  documentId: string;
  workspaceId: string;
  model: string;
  leaseId: string;
};

const leaseEnd = sql`now() + ${leaseMs} * interval '1 millisecond'`;

/** The document that has waited longest for the model's vectors, for this process alone until the lease ends. */
export function takeEmbeddingTask(
  ctx: Pick<ServiceContext, 'withTransaction'>,
  model: string,
): Promise<EmbeddingTask | null> {
  return ctx.withTransaction(async (tx) => {
    const [next] = await tx
      .select({
        documentId: embeddingTasks.document_id,
        workspaceId: embeddingTasks.workspace_id,
        model: embeddingTasks.model,
      })
      .from(embeddingTasks)
      .where(
        and(
          eq(embeddingTasks.model, model),
          lte(embeddingTasks.run_at, sql`now()`),
          or(
            isNull(embeddingTasks.lease_expires_at),
            lte(embeddingTasks.lease_expires_at, sql`now()`),
          ),
        ),
      )
      .orderBy(asc(embeddingTasks.run_at), asc(embeddingTasks.document_id))
      .limit(1)
      .for('update', { skipLocked: true });
    if (!next) return unchanged(null);
    const leaseId = uuidv7();
    await tx
      .update(embeddingTasks)
      .set({ lease_id: leaseId, lease_expires_at: leaseEnd })
      .where(isTask(next));
    // What is embedded is nobody's to see.
    return unchanged({ ...next, leaseId });
  });
}

const isTask = ({ documentId, model }: Pick<EmbeddingTask, 'documentId' | 'model'>) =>
  and(eq(embeddingTasks.document_id, documentId), eq(embeddingTasks.model, model));

const held = (task: EmbeddingTask) => and(isTask(task), eq(embeddingTasks.lease_id, task.leaseId));

/** Holds the task's row, and the lease for longer. False when the lease is no longer ours. */
export async function renewTask(tx: Transaction, task: EmbeddingTask): Promise<boolean> {
  const rows = await tx
    .update(embeddingTasks)
    .set({ lease_expires_at: leaseEnd })
    .where(held(task))
    .returning({ model: embeddingTasks.model });
  return rows.length > 0;
}

/** The document has all its vectors. False when the lease is no longer ours. */
export async function finishTask(tx: Transaction, task: EmbeddingTask): Promise<boolean> {
  const rows = await tx
    .delete(embeddingTasks)
    .where(held(task))
    .returning({ model: embeddingTasks.model });
  return rows.length > 0;
}

/**
 * For another attempt: at once, or, after a refusal, in a minute, in two, in four … at last once a day. False when
 * the lease is no longer ours.
 */
export async function releaseTask(
  tx: Transaction,
  task: EmbeddingTask,
  { isRefused }: { isRefused: boolean },
): Promise<boolean> {
  const rows = await tx
    .update(embeddingTasks)
    .set({
      lease_id: null,
      lease_expires_at: null,
      ...(isRefused
        ? {
            refusals: sql`${embeddingTasks.refusals} + 1`,
            run_at: sql`now() + least(power(2, least(${embeddingTasks.refusals}, 20)) * interval '1 minute', interval '1 day')`,
          }
        : {}),
    })
    .where(held(task))
    .returning({ model: embeddingTasks.model });
  return rows.length > 0;
}

/** Puts a document down for the model that is set, which its vectors are not of. */
export async function addEmbeddingTask(
  tx: Transaction,
  task: Omit<EmbeddingTask, 'leaseId'>,
): Promise<void> {
  const { documentId: document_id, workspaceId: workspace_id, model } = task;
  await tx
    .insert(embeddingTasks)
    .values({ document_id, workspace_id, model })
    .onConflictDoUpdate({
      target: [embeddingTasks.document_id, embeddingTasks.model],
      set: { run_at: sql`now()`, refusals: 0, lease_id: null, lease_expires_at: null },
    });
}
