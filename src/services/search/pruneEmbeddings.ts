import { sql } from 'drizzle-orm';
import { inBatches } from '#db/inBatches.ts';
import type { ServiceContext } from '#services/context.ts';
import { unchanged } from '#services/transaction.ts';

/** So long a former model may come back and be searched at once. */
const days = 30;
const rowsPerBatch = 1_000;

/** Forgets vectors of models that for a month were neither searched nor set. Returns how many. */
export async function pruneEmbeddings(
  ctx: Pick<ServiceContext, 'db' | 'withTransaction'>,
): Promise<number> {
  const unused = sql`status <> 'active' and used_at < now() - ${days} * interval '1 day'`;
  const vectors = await inBatches(rowsPerBatch, (limit) =>
    ctx.withTransaction(async (tx) => {
      const removed = await tx.execute(sql`
        delete from chunk_embeddings where (chunk_key, model) in (
          select chunk_key, chunk_embeddings.model
          from embedding_models join chunk_embeddings using (workspace_id, model)
          where ${unused} limit ${limit} for update of chunk_embeddings skip locked
        ) returning chunk_key`);
      return unchanged(removed.length);
    }),
  );
  await ctx.withTransaction(async (tx) => {
    await tx.execute(sql`
      delete from embedding_models where ${unused} and not exists (
        select from chunk_embeddings as vector
        where vector.workspace_id = embedding_models.workspace_id and vector.model = embedding_models.model
      )`);
    await tx.execute(sql`
      delete from embedding_tasks where run_at < now() - ${days} * interval '1 day' and not exists (
        select from embedding_models
        where embedding_models.workspace_id = embedding_tasks.workspace_id
          and embedding_models.model = embedding_tasks.model
      )`);
    return unchanged(undefined);
  });
  return vectors;
}
