import { ensureVectorIndexes } from '#db/vectorIndex.ts';
import type { ServiceContext } from '#services/context.ts';
import { createRest } from '#services/search/createRest.ts';
import type { Embedder } from '#services/search/embedder.ts';
import { measureModels } from '#services/search/measureModels.ts';
import { planEmbeddings, restoreModel } from '#services/search/planEmbeddings.ts';
import { processEmbeddingTask } from '#services/search/processEmbeddingTask.ts';
import { takeEmbeddingTask } from '#services/search/takeEmbeddingTask.ts';
import { backoffMs } from '#shared/backoff.ts';
import { logger } from '#shared/logger.ts';

const pollMs = 2_000;
/** Behind what ingestion puts down: finds documents that came from a process with other settings. */
const planMs = 5 * 60_000;
const whileAway = { baseMs: 1_000, maxMs: 30_000, jitterMs: 500 };

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
  if (embedder)
    await Promise.all([
      embedDocuments(ctx, embedder, options),
      keepMeasuring(ctx, embedder, options),
      keepIndexes(ctx, options),
    ]);
}

async function embedDocuments(
  ctx: ServiceContext,
  embedder: Embedder,
  { stopping }: Options,
): Promise<void> {
  const { model } = embedder;
  const rest = createRest(ctx, stopping);
  let isRestored = false;
  let plannedAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  while (!stopping.aborted)
    try {
      if (!isRestored) await restoreModel(ctx, model);
      isRestored = true;
      if (performance.now() - plannedAt >= planMs) {
        await planEmbeddings(ctx, model);
        plannedAt = performance.now();
      }
      const task = await takeEmbeddingTask(ctx, model);
      if (task) await processEmbeddingTask(ctx, task, { embedder, stopping, rest: rest.after });
      else await rest.for(pollMs);
      failures = 0;
    } catch (error) {
      logger.warn({ err: error }, 'documents cannot be embedded now');
      await rest.for(backoffMs(failures, whileAway));
      failures += 1;
    }
}

async function keepMeasuring(
  ctx: ServiceContext,
  embedder: Embedder,
  { stopping }: Options,
): Promise<void> {
  const rest = createRest(ctx, stopping);
  while (!stopping.aborted) {
    await measureModels(ctx, { embedder, stopping, rest }).catch((error: unknown) => {
      if (!stopping.aborted)
        logger.warn({ err: error }, 'the embedding model cannot be measured now');
    });
    await rest.for(planMs);
  }
}

async function keepIndexes(ctx: ServiceContext, { listenUrl, stopping }: Options): Promise<void> {
  const rest = createRest(ctx, stopping);
  while (!stopping.aborted) {
    await ensureVectorIndexes(listenUrl).then(
      (made) => {
        if (made.length > 0) logger.info({ indexes: made }, 'vectors are found by an index now');
      },
      (error: unknown) => logger.warn({ err: error }, 'the vectors’ index could not be made'),
    );
    await rest.for(planMs);
  }
}
