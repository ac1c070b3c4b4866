import { count, eq, sql, sum } from 'drizzle-orm';
import type { DocumentStatus } from '#contract/documents.ts';
import type { Health } from '#contract/health.ts';
import type { Reader } from '#db/client.ts';
import { documents } from '#db/schema/documents.ts';
import type { Membership } from '#services/workspaces/access.ts';

/** One pass over the documents: what they hold is counted in their rows. */
export async function readDocumentTotals(
  db: Reader,
  { workspaceId }: Membership,
): Promise<Health['documents']> {
  const rows = await db
    .select({
      status: documents.status,
      count: count(),
      page_count: sum(documents.page_count).mapWith(Number),
      chunk_count: sum(documents.chunk_count).mapWith(Number),
      size_bytes: sum(documents.size_bytes).mapWith(Number),
    })
    .from(documents)
    .where(eq(documents.workspace_id, workspaceId))
    .groupBy(documents.status);
  const countOf = (status: DocumentStatus) => rows.find((row) => row.status === status)?.count ?? 0;
  const total = (field: 'page_count' | 'chunk_count' | 'size_bytes') =>
    rows.reduce((before, row) => before + row[field], 0);
  const chunk_count = total('chunk_count');
  return {
    status_counts: {
      pending: countOf('pending'),
      parsed: countOf('parsed'),
      ingested: countOf('ingested'),
      error: countOf('error'),
    },
    page_count: total('page_count'),
    chunk_count,
    size_bytes: total('size_bytes'),
    database_bytes: await estimateBytes(db, chunk_count),
  };
}

/**
 * So many chunks of the average size: what the tables of all workspaces take, parted by the number of rows that
 * PostgreSQL itself keeps, so nothing is counted.
 */
async function estimateBytes(db: Reader, chunkCount: number): Promise<number | null> {
  const [row] = await db.execute<{ bytes: number | null }>(sql`
    select round(${chunkCount}::float8 * sum(pg_total_relation_size(name::regclass))
      / nullif(greatest(pg_stat_get_live_tuples('chunks'::regclass), ${chunkCount}::bigint), 0))::float8 as bytes
    from unnest(array['document_pages', 'chunks', 'postings', 'chunk_embeddings']) as name`);
  return row?.bytes ?? null;
}
