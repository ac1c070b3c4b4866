import { and, eq, sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { embeddingModels } from '#db/schema/chunks.ts';
import { cosine } from '#domain/retrieval/cosine.ts';
import {
  knownItemCorpus,
  knownItemDepth,
  knownItemQuery,
  knownItemSample,
  meanReciprocalRank,
  trustOf,
  trustworthy,
} from '#domain/retrieval/knownItems.ts';
import type { ServiceContext } from '#services/context.ts';
import { JobError } from '#services/jobs/jobError.ts';
import { measureRun } from '#services/runs/measureRun.ts';
import type { Rest } from '#services/search/createRest.ts';
import type { Embedder } from '#services/search/embedder.ts';
import { searchVectors } from '#services/search/searchVectors.ts';
import type { WorkspaceModel } from '#services/search/updateActiveModel.ts';
import { unchanged } from '#services/transaction.ts';
import { logger } from '#shared/logger.ts';
import { must } from '#shared/must.ts';

/** A workspace grows, and its server may answer by another model some day. One that is not believed may be mended soon. */
const validHours = { believed: 7 * 24, doubted: 1 };

/** Of a cosine, between PostgreSQL and here. */
const rounding = 1e-5;

/** How far the model's rankings are believed in the workspace, 0…1. */
export async function readTrust(
  db: Reader,
  { workspaceId, model }: WorkspaceModel,
): Promise<number> {
  const [row] = await db
    .select({ mrr: embeddingModels.known_item_mrr })
    .from(embeddingModels)
    .where(and(eq(embeddingModels.workspace_id, workspaceId), eq(embeddingModels.model, model)));
  return trustOf(row?.mrr ?? null);
}

type Writer = Pick<ServiceContext, 'db' | 'withTransaction'>;
type Run = { embedder: Embedder; stopping: AbortSignal; rest: Pick<Rest, 'after'> };

/**
 * Measures the set model in each workspace where that was not done for a week, or for an hour while it is doubted.
 * @throws JobError when the embedding server is away; what was stopped
 */
export async function measureModels(ctx: Writer, run: Run): Promise<void> {
  for (;;) {
    const startedAt = performance.now();
    const workspaceId = await findDueWorkspace(ctx.db, run.embedder.model);
    if (workspaceId === null || run.stopping.aborted) return;
    await measureModel(ctx, run, workspaceId);
    await run.rest.after(performance.now() - startedAt);
  }
}

async function findDueWorkspace(db: Reader, model: string): Promise<string | null> {
  const [due] = await db.execute<{ workspace_id: string }>(sql`
    select workspace_id from embedding_models as due
    where model = ${model} and status <> 'replaced'
      and (measured_at is null or measured_at < now() - interval '1 hour' * (
        case when known_item_mrr < ${trustworthy} then ${validHours.doubted}::int else ${validHours.believed}::int end
      ))
      and ${knownItemCorpus} <= (
        select count(*) from (
          select from chunk_embeddings as vector
          where vector.workspace_id = due.workspace_id and vector.model = due.model and is_current
          limit ${knownItemCorpus}
        ) as counted
      )
    order by measured_at nulls first limit 1`);
  return due?.workspace_id ?? null;
}

async function measureModel(ctx: Writer, run: Run, workspaceId: string): Promise<void> {
  const { embedder, stopping } = run;
  const { model } = embedder;
  const known_item_mrr = await measureRun(
    { ...ctx, embedder },
    { kind: 'embed', workspaceId },
    async (metered) =>
      searchKnownItems(metered.db, {
        embedder: metered.embedder ?? embedder,
        stopping,
        workspaceId,
      }),
  ).catch((error: unknown) => {
    // A sentence that the server refuses says nothing of the others.
    if (error instanceof JobError && error.permanent) return null;
    throw error;
  });
  await ctx.withTransaction(async (tx) => {
    await tx
      .update(embeddingModels)
      .set({ known_item_mrr, measured_at: sql`now()` })
      .where(and(eq(embeddingModels.workspace_id, workspaceId), eq(embeddingModels.model, model)));
    // What a search makes of it is nobody's to be told.
    return unchanged(undefined);
  });
  if (trustOf(known_item_mrr) === 0)
    logger.warn(
      { workspace_id: workspaceId, model, known_item_mrr },
      'the embedding model does not find passages by their own sentences: words are searched alone',
    );
}

/** The set model's mean reciprocal rank in a workspace (`knownItems.ts`); null where too little was found to ask. */
export async function searchKnownItems(
  db: Reader,
  search: { embedder: Embedder; stopping?: AbortSignal; workspaceId: string },
): Promise<number | null> {
  const { embedder, stopping: signal, workspaceId } = search;
  const { model } = embedder;
  const items = (await sampleChunks(db, { workspaceId, model })).flatMap(({ text, vector }) => {
    const query = knownItemQuery(text);
    return query === null ? [] : [{ query, vector }];
  });
  if (items.length < knownItemSample / 2) return null;
  const queries = items.map(({ query }) => query);
  const vectors = await embedder.embedTexts(queries, signal ? { signal } : {});
  const ranks: (number | null)[] = [];
  for (const [index, item] of items.entries()) {
    signal?.throwIfAborted();
    const embedding = { model, vector: must(vectors[index], 'a vector for each query') };
    const found = await searchVectors(db, { workspaceId, embedding, limit: knownItemDepth });
    // Of passages that say the same, however many, none is before the other.
    const own = cosine(embedding.vector, item.vector) + rounding;
    const before = found.filter(({ score }) => score > own).length;
    ranks.push(found.length === 0 || before === knownItemDepth ? null : before + 1);
  }
  return meanReciprocalRank(ranks);
}

/** Passages from all over the workspace: places drawn at random, counted through its documents. */
async function sampleChunks(
  db: Reader,
  { workspaceId, model }: WorkspaceModel,
): Promise<{ text: string; vector: number[] }[]> {
  return db.execute<{ text: string; vector: number[] }>(sql`
    with stored as (
      select id, chunk_count, sum(chunk_count) over (order by id) as upto
      from documents where workspace_id = ${workspaceId} and is_current and chunk_count > 0
    ), drawn as (
      select distinct floor(random() * total) as place
      from (select max(upto) as total from stored) as whole, generate_series(1, ${knownItemSample})
    )
    select text, vector
    from drawn join stored on place >= upto - chunk_count and place < upto
      join chunks on document_id = stored.id and seq = place - (upto - chunk_count)
      join chunk_embeddings on chunk_key = key and model = ${model}`);
}
