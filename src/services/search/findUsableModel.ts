import { and, eq, sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { embeddingModels } from '#db/schema/chunks.ts';
import { cosine } from '#domain/retrieval/cosine.ts';
import { searchedText } from '#domain/retrieval/documentTerms.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Embedder } from '#services/search/embedder.ts';
import { logger } from '#shared/logger.ts';

/** A model embeds a text again as it did before, but for rounding. */
const leastCosine = 0.95;

/**
 * The model by which a workspace is searched, when the server embeds by it: that is the one that is set, or
 * the one before, until every document has vectors of the new one. Null: by words alone.
 */
export async function findUsableModel(
  ctx: Pick<ServiceContext, 'db' | 'embedder'>,
  workspaceId: string,
): Promise<string | null> {
  const { db, embedder } = ctx;
  if (!embedder) return null;
  const [active] = await db
    .select({ model: embeddingModels.model })
    .from(embeddingModels)
    .where(
      and(eq(embeddingModels.workspace_id, workspaceId), eq(embeddingModels.status, 'active')),
    );
  if (!active || active.model === embedder.model) return active?.model ?? null;
  return (await speaksFor(embedder, db, { workspaceId, model: active.model }))
    ? active.model
    : null;
}

type Stored = { file_name: string; heading_path: string[]; text: string; vector: number[] };

/**
 * Many servers answer by the only model that they have, whatever the name: another model's vectors would be
 * compared with the old ones. So a stored text is embedded again first, once in a process.
 */
async function speaksFor(
  embedder: Embedder,
  db: Reader,
  former: { workspaceId: string; model: string },
): Promise<boolean> {
  const answer = embedder.formerModels.get(former.model);
  if (answer !== undefined) return answer;
  const [stored] = await db.execute<Stored>(sql`
    select file_name, heading_path, text, vector
    from chunk_embeddings join chunks on chunks.key = chunk_key
      join documents on documents.id = chunks.document_id
    where chunk_embeddings.workspace_id = ${former.workspaceId} and model = ${former.model} and chunk_embeddings.is_current
    limit 1`);
  if (!stored) return false;
  const text = searchedText(stored.file_name, stored);
  const vector = await embedder.embedQuery(text, { model: former.model }).then(
    (embedded) => embedded.vector,
    // It may be away for now only.
    () => undefined,
  );
  if (!vector) return false;
  const isSame =
    vector.length === stored.vector.length && cosine(vector, stored.vector) >= leastCosine;
  if (!isSame)
    logger.warn({ model: former.model }, 'the embedding server answers by another model');
  embedder.formerModels.set(former.model, isSame);
  return isSame;
}
