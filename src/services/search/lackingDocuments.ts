import { sql } from 'drizzle-orm';

/**
 * Documents that lack vectors of a model. Vectors are written in the order of a document's chunks, so that
 * its last chunk tells for all of them.
 */
export const lackingDocuments = (model: string) => sql`
  select documents.id as document_id, documents.workspace_id
  from documents cross join lateral (
    select key from chunks where document_id = documents.id order by seq desc limit 1
  ) as last
  where status = 'ingested' and not exists (
    select from chunk_embeddings where chunk_key = last.key and model = ${model}
  )`;
