import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';

export type SearchableChunk = { key: number; weights: ReadonlyMap<string, number> };

type Posting = { keys: number[]; weights: string[] };

/** A row for each term of these chunks, at most `chunksPerPosting` of one document. */
export async function insertPostings(
  tx: Transaction,
  document: {
    workspaceId: string;
    documentId: string;
    is_current: boolean;
    chunks: readonly SearchableChunk[];
  },
): Promise<void> {
  const { workspaceId, documentId, is_current } = document;
  const byTerm = Map.groupBy(
    document.chunks.flatMap(({ key, weights }) =>
      Array.from(weights, ([term, weight]) => ({ term, key, weight: weight.toFixed(4) })),
    ),
    ({ term }) => term,
  );
  // In the order of the indexes, so that rows side by side go to the same pages of them.
  const sorted = [...byTerm].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const rows = sorted.map(([, entries]): Posting => ({
    keys: entries.map(({ key }) => key),
    weights: entries.map(({ weight }) => weight),
  }));
  // `unnest` would take an array of arrays apart to its elements, so each goes as PostgreSQL's text for it.
  const lists = (list: (row: Posting) => (number | string)[]) =>
    sql.param(rows.map((row) => `{${list(row).join(',')}}`));
  await tx.execute(sql`
    insert into postings (workspace_id, document_id, is_current, term, chunk_keys, weights)
    select ${workspaceId}::uuid, ${documentId}::uuid, ${is_current}::boolean, term, chunk_keys::bigint[], weights::real[]
    from unnest(
      ${sql.param(sorted.map(([term]) => term))}::text[],
      ${lists(({ keys }) => keys)}::text[],
      ${lists(({ weights }) => weights)}::text[]
    ) as posting(term, chunk_keys, weights)`);
}
