import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { foreignKeyViolation, postgresCode } from '#db/postgresCode.ts';
import { chunkEmbeddings, chunks } from '#db/schema/chunks.ts';
import { documents } from '#db/schema/documents.ts';
import { searchedText } from '#domain/retrieval/documentTerms.ts';
import { vectorCode } from '#domain/retrieval/vectorCode.ts';
import type { ServiceContext } from '#services/context.ts';
import { JobError } from '#services/jobs/jobError.ts';
import { embeddingsUpdated } from '#services/search/embeddingEvents.ts';
import { insertRun } from '#services/runs/insertRun.ts';
import { RunMeter } from '#services/runs/runMeter.ts';
import type { Embedder } from '#services/search/embedder.ts';
import {
  type EmbeddingTask,
  finishTask,
  releaseTask,
  renewTask,
} from '#services/search/takeEmbeddingTask.ts';
import { activateCompleteModel } from '#services/search/updateActiveModel.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { logger } from '#shared/logger.ts';
import { must } from '#shared/must.ts';

const chunksPerBatch = 64;

type Run = {
  embedder: Embedder;
  stopping: AbortSignal;
  /** Called between two batches, with what the last one took. */
  rest: (tookMs: number) => Promise<void>;
};

/**
 * Gives a document its vectors batch by batch, in the order of its chunks, so that whoever takes the task
 * after a crash goes on where it ended. With a workspace's last document the model becomes the active one.
 * The tokens that it used are kept as one run.
 * @throws when the embedding server is away; the task is free again
 */
export async function processEmbeddingTask(
  ctx: ServiceContext,
  task: EmbeddingTask,
  run: Run,
): Promise<void> {
  const meter = new RunMeter(() => performance.now());
  const attempt = { task, meter };
  try {
    const embedder = meter.countEmbedder(run.embedder);
    const isDone = await embedChunks(ctx, task, { ...run, embedder });
    if (!isDone || !(await finish(ctx, attempt))) await drop(ctx, attempt);
  } catch (error) {
    const isRefused = error instanceof JobError && error.permanent;
    if (!(await release(ctx, attempt, { isRefused }))) await drop(ctx, attempt);
    if (isRefused)
      logger.warn({ err: error, document_id: task.documentId }, 'a document was not embedded');
    else if (!run.stopping.aborted) throw error;
  }
}

type Attempt = { task: EmbeddingTask; meter: RunMeter };

/** False when the lease is no longer ours. */
async function embedChunks(ctx: ServiceContext, task: EmbeddingTask, run: Run): Promise<boolean> {
  for (;;) {
    const startedAt = performance.now();
    const batch = await nextChunks(ctx, task);
    if (batch.length === 0) return true;
    const vectors = await run.embedder.embedTexts(
      batch.map((chunk) => searchedText(chunk.file_name, chunk)),
      { model: task.model, signal: run.stopping },
    );
    if (!(await storeVectors(ctx, task, { batch, vectors }))) return false;
    await run.rest(performance.now() - startedAt);
  }
}

type Batch = { key: number; file_name: string; heading_path: string[]; text: string }[];

function nextChunks(ctx: ServiceContext, { documentId, model }: EmbeddingTask): Promise<Batch> {
  return ctx.db
    .select({
      key: chunks.key,
      file_name: documents.file_name,
      heading_path: chunks.heading_path,
      text: chunks.text,
    })
    .from(chunks)
    .innerJoin(documents, eq(documents.id, chunks.document_id))
    .where(
      and(
        eq(chunks.document_id, documentId),
        sql`not exists (select from chunk_embeddings where chunk_key = ${chunks.key} and model = ${model})`,
      ),
    )
    .orderBy(asc(chunks.seq))
    .limit(chunksPerBatch);
}

/** False when the lease is no longer ours. Chunks that have been replaced meanwhile are left out. */
function storeVectors(
  ctx: ServiceContext,
  task: EmbeddingTask,
  { batch, vectors }: { batch: Batch; vectors: number[][] },
): Promise<boolean> {
  return ctx.withTransaction(async (tx) => {
    if (!(await renewTask(tx, task))) return unchanged(false);
    // While we hold it, its chunks are not replaced, and no other version takes its place.
    const [document] = await tx
      .select({ is_current: documents.is_current })
      .from(documents)
      .where(eq(documents.id, task.documentId))
      .for('share');
    if (!document) return unchanged(false);
    const keys = batch.map(({ key }) => key);
    const held = await tx.select({ key: chunks.key }).from(chunks).where(inArray(chunks.key, keys));
    const there = new Set(held.map(({ key }) => key));
    const rows = batch.flatMap(({ key }, index) => {
      const vector = must(vectors[index], 'a vector for each chunk');
      if (!there.has(key)) return [];
      return {
        chunk_key: key,
        workspace_id: task.workspaceId,
        model: task.model,
        dimension: vector.length,
        code: vectorCode(vector),
        vector,
        is_current: document.is_current,
      };
    });
    if (rows.length > 0) await tx.insert(chunkEmbeddings).values(rows).onConflictDoNothing();
    return unchanged(true);
  });
}

/** False when the lease is no longer ours. */
function finish(ctx: ServiceContext, attempt: Attempt): Promise<boolean> {
  return ctx.withTransaction(async (tx) => {
    if (!(await finishTask(tx, attempt.task))) return unchanged(false);
    await activateCompleteModel(tx, attempt.task);
    await keepTokens(tx, attempt, 'success');
    return announce(true, [embeddingsUpdated(attempt.task.workspaceId)]);
  });
}

/** False when the lease is no longer ours. */
function release(
  ctx: ServiceContext,
  attempt: Attempt,
  { isRefused }: { isRefused: boolean },
): Promise<boolean> {
  return ctx.withTransaction(async (tx) => {
    if (!(await releaseTask(tx, attempt.task, { isRefused }))) return unchanged(false);
    if (isRefused) await activateCompleteModel(tx, attempt.task);
    await keepTokens(tx, attempt, 'retried');
    return isRefused
      ? announce(true, [embeddingsUpdated(attempt.task.workspaceId)])
      : unchanged(true);
  });
}

/** Its vectors are somebody else's to write, or nobody's, but what was used was used. */
async function drop(ctx: ServiceContext, attempt: Attempt): Promise<void> {
  await ctx
    .withTransaction(async (tx) => unchanged(await keepTokens(tx, attempt, 'stopped')))
    .catch((error: unknown) => {
      // Gone with its workspace.
      if (postgresCode(error) !== foreignKeyViolation) throw error;
    });
}

async function keepTokens(
  tx: Transaction,
  { task, meter }: Attempt,
  outcome: 'success' | 'retried' | 'stopped',
): Promise<void> {
  if (meter.usage.embedding_tokens === null) return;
  await insertRun(tx, {
    workspace_id: task.workspaceId,
    kind: 'embed',
    document_id: task.documentId,
    outcome,
    run_ms: meter.elapsedMs,
    ...meter.usage,
  });
}
