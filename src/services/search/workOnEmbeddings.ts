import { ensureVectorIndexes } from '#db/vectorIndex.ts';
import { nextDueAt } from '#jobs/nextDue.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Embedder } from '#services/search/embedder.ts';
import { measureNextModel } from '#services/search/measureModel.ts';
import { planEmbeddings, restoreModel } from '#services/search/planEmbeddings.ts';
import { processEmbeddingTask } from '#services/search/processEmbeddingTask.ts';
import { takeEmbeddingTask } from '#services/search/takeEmbeddingTask.ts';
import { backoffMs } from '#shared/backoff.ts';
import { createBell } from '#shared/bell.ts';
import { logger } from '#shared/logger.ts';

const pollMs = 2_000;
/** Behind what ingestion puts down: finds documents that came from a process with other settings. */
const planMs = 5 * 60_000;
const whileAway = { baseMs: 1_000, maxMs: 30_000, jitterMs: 500 };
/** The embedding server is ours for at most half the time, and for a fifth while documents are waiting. */
const restShare = { idle: 1, busy: 4 };

type Options = {
  /** A direct or session-mode address of the database. */
  listenUrl: string;
  stopping: AbortSignal;
};

/**
 * Gives documents the vectors of the model that is set which they lack, until told to stop: one at a time in
 * this process, any number of processes side by side. Measures what the model is worth in each workspace, and
 * sees to pgvector's index as well.
 */
export async function workOnEmbeddings(ctx: ServiceContext, options: Options): Promise<void> {
  const { embedder } = ctx;
  if (embedder) await Promise.all([embedDocuments(ctx, embedder, options), keepIndexes(options)]);
}

async function embedDocuments(
  ctx: ServiceContext,
  embedder: Embedder,
  { stopping }: Options,
): Promise<void> {
  const { model } = embedder;
  const bell = createBell(stopping);
  const rest = async (tookMs: number) =>
    bell.rest(bell.rings(), tookMs * ((await hasWork(ctx)) ? restShare.busy : restShare.idle));
  let isRestored = false;
  let isMeasured = false;
  let plannedAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  while (!stopping.aborted)
    try {
      if (!isRestored) await restoreModel(ctx, model);
      isRestored = true;
      if (performance.now() - plannedAt >= planMs) {
        await planEmbeddings(ctx, model);
        plannedAt = performance.now();
        isMeasured = false;
      }
      const task = await takeEmbeddingTask(ctx, model);
      if (task) await processEmbeddingTask(ctx, task, { embedder, stopping, rest });
      else if (!isMeasured) isMeasured = !(await measureNextModel(ctx, embedder));
      else await bell.rest(bell.rings(), pollMs);
      failures = 0;
    } catch (error) {
      logger.warn({ err: error }, 'documents cannot be embedded now');
      await bell.rest(bell.rings(), backoffMs(failures, whileAway));
      failures += 1;
    }
}

/** Whether documents wait to be ingested. */
async function hasWork(ctx: Pick<ServiceContext, 'db'>): Promise<boolean> {
  const dueAt = await nextDueAt(ctx.db, 'ingest');
  return dueAt !== null && dueAt.getTime() <= Date.now();
}

async function keepIndexes({ listenUrl, stopping }: Options): Promise<void> {
  const bell = createBell(stopping);
  while (!stopping.aborted) {
    await ensureVectorIndexes(listenUrl).then(
      (made) => {
        if (made.length > 0) logger.info({ indexes: made }, 'vectors are found by an index now');
      },
      (error: unknown) => logger.warn({ err: error }, 'the vectors’ index could not be made'),
    );
    await bell.rest(bell.rings(), planMs);
  }
}
