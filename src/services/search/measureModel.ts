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
} from '#domain/retrieval/knownItems.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Embedder } from '#services/search/embedder.ts';
import { searchVectors } from '#services/search/searchVectors.ts';
import type { WorkspaceModel } from '#services/search/updateActiveModel.ts';
import { unchanged } from '#services/transaction.ts';
import { logger } from '#shared/logger.ts';
import { must } from '#shared/must.ts';

/** A workspace grows, and its server may answer by another model some day. */
const validDays = 7;

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

/**
 * Measures the set model in a workspace where that was not done for a week. False when there is none.
 * @throws JobError when the embedding server is away
 */
export async function measureNextModel(
  ctx: Pick<ServiceContext, 'db' | 'withTransaction'>,
  embedder: Embedder,
): Promise<boolean> {
  const { model } = embedder;
  const [due] = await ctx.db.execute<{ workspace_id: string }>(sql`
    select workspace_id from embedding_models as due
    where model = ${model} and status <> 'replaced'
      and (measured_at is null or measured_at < now() - ${validDays} * interval '1 day')
      and ${knownItemCorpus} <= (
        select count(*) from (
          select from chunk_embeddings as vector
          where vector.workspace_id = due.workspace_id and vector.model = due.model and is_current
          limit ${knownItemCorpus}
        ) as counted
      )
    limit 1`);
  if (!due) return false;
  await measureModel(ctx, embedder, due.workspace_id);
  return true;
}

/** Measures by known-item search what the set model is worth in a workspace, and stores that. */
async function measureModel(
  ctx: Pick<ServiceContext, 'db' | 'withTransaction'>,
  embedder: Embedder,
  workspaceId: string,
): Promise<void> {
  const { model } = embedder;
  const known_item_mrr = await searchKnownItems(ctx.db, embedder, workspaceId);
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
  embedder: Embedder,
  workspaceId: string,
): Promise<number | null> {
  const { model } = embedder;
  const items = (await sampleChunks(db, { workspaceId, model })).flatMap(({ text, vector }) => {
    const query = knownItemQuery(text);
    return query === null ? [] : [{ query, vector }];
  });
  if (items.length < knownItemSample / 2) return null;
  const vectors = await embedder.embedTexts(items.map(({ query }) => query));
  const ranks: (number | null)[] = [];
  for (const [index, item] of items.entries()) {
    const embedding = { model, vector: must(vectors[index], 'a vector for each query') };
    const found = await searchVectors(db, { workspaceId, embedding, limit: knownItemDepth });
    // Of passages that say the same, however many, none is before the other.
    const own = cosine(embedding.vector, item.vector) + rounding;
    const before = found.filter(({ score }) => score > own).length;
    ranks.push(found.length === 0 || before === knownItemDepth ? null : before + 1);
  }
  return meanReciprocalRank(ranks);
}

/** Passages from all over the workspace, by what stands at keys drawn at random: no index is read in full. */
async function sampleChunks(
  db: Reader,
  { workspaceId, model }: WorkspaceModel,
): Promise<{ text: string; vector: number[] }[]> {
  const ofModel = sql`workspace_id = ${workspaceId} and model = ${model} and is_current`;
  return db.execute<{ text: string; vector: number[] }>(sql`
    with one as (select dimension from chunk_embeddings where ${ofModel} limit 1),
    drawn as (
      select dimension, first + floor(random() * (last - first + 1))::bigint as key
      from one, lateral (
        select min(chunk_key) as first, max(chunk_key) as last from chunk_embeddings
        where ${ofModel} and dimension = one.dimension
      ) as range, generate_series(1, ${knownItemSample})
    )
    select distinct on (chunk_key) text, vector
    from drawn cross join lateral (
      select chunk_key, vector from chunk_embeddings
      where ${ofModel} and dimension = drawn.dimension and chunk_key >= drawn.key
      order by chunk_key limit 1
    ) as nearest join chunks on chunks.key = chunk_key`);
}
