import { sql } from 'drizzle-orm';
import type { Health } from '#contract/health.ts';
import type { Reader } from '#db/client.ts';
import { lackingDocuments } from '#services/search/lackingDocuments.ts';
import type { Membership } from '#services/workspaces/access.ts';

type Counts = Omit<NonNullable<Health['embeddings']>, 'model'>;

/**
 * How far the vectors of a model are: by the documents themselves, for a document is put down for the background
 * only some time after it came to lack them.
 */
export async function readEmbeddings(
  db: Reader,
  { workspaceId }: Membership,
  model: string | undefined,
): Promise<Health['embeddings']> {
  if (model === undefined) return null;
  const [counts] = await db.execute<Counts>(sql`
    select (
      select count(*)::int from documents
      where workspace_id = ${workspaceId} and status = 'ingested' and chunk_count > 0
    ) as document_count, count(*)::int as lacking_count,
      count(*) filter (where refusals > 0)::int as refused_count
    from (${lackingDocuments(model)}) as lacking
    left join embedding_tasks as task on task.document_id = lacking.document_id and task.model = ${model}
    where lacking.workspace_id = ${workspaceId}`);
  return { model, document_count: 0, lacking_count: 0, refused_count: 0, ...counts };
}
