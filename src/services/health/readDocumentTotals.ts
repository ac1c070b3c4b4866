import { count, eq, sql, sum } from 'drizzle-orm';
import type { DocumentStatus } from '#contract/documents.ts';
import type { DocumentSizes, Health } from '#contract/health.ts';
import type { Reader } from '#db/client.ts';
import { documents } from '#db/schema/documents.ts';
import { slotOf } from '#services/health/slotOf.ts';
import type { Membership } from '#services/workspaces/access.ts';

/** One pass over the documents, so that the last slot equals the totals: what they hold is counted in their rows. */
export async function readDocumentTotals(
  db: Reader,
  { workspaceId }: Membership,
  slots: readonly string[],
): Promise<Health['documents']> {
  const rows = await db
    .select({
      status: documents.status,
      slot: sql<number>`${slotOf(documents.created_at, slots)}`.as('slot'),
      count: count(),
      page_count: sum(documents.page_count).mapWith(Number),
      chunk_count: sum(documents.chunk_count).mapWith(Number),
      size_bytes: sum(documents.size_bytes).mapWith(Number),
    })
    .from(documents)
    .where(eq(documents.workspace_id, workspaceId))
    .groupBy(documents.status, sql`slot`);
  const countOf = (status: DocumentStatus) =>
    rows.reduce((before, row) => before + (row.status === status ? row.count : 0), 0);
  const totals = addUp(rows);
  return {
    status_counts: {
      pending: countOf('pending'),
      parsed: countOf('parsed'),
      ingested: countOf('ingested'),
      error: countOf('error'),
    },
    ...totals,
    database_bytes: await estimateBytes(db, totals.chunk_count),
    growth: {
      whole: addUp(rows.filter(({ slot }) => slot >= 0)),
      slots: slots.map((_, nth) => addUp(rows.filter(({ slot }) => slot <= nth))),
    },
  };
}

function addUp(rows: readonly DocumentSizes[]): DocumentSizes {
  const total = (field: keyof DocumentSizes) =>
    rows.reduce((before, row) => before + row[field], 0);
  return {
    page_count: total('page_count'),
    chunk_count: total('chunk_count'),
    size_bytes: total('size_bytes'),
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
