import { sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import type { Ranked } from '#domain/retrieval/fuseRankings.ts';
import { queryTerms, rankTerms } from '#domain/retrieval/queryTerms.ts';

type Search = { workspaceId: string; query: string; documentIds?: string[] | undefined };

/**
 * Ranks a workspace's chunks by BM25, best first. Two statements: the first counts how many chunks hold each
 * term, from the same index that the second reads, so that the counts are never stale and nobody keeps them.
 */
export async function searchTerms(
  db: Reader,
  search: Search & { limit: number },
): Promise<Ranked<string>[]> {
  const asked = queryTerms(search.query);
  if (asked.size === 0) return [];
  const markers = new Set(Array.from(asked.values(), ({ marker }) => marker));
  const frequencies = await countChunks(db, search.workspaceId, [...asked.keys(), ...markers]);
  const terms = rankTerms(asked, frequencies);
  if (terms.length === 0) return [];
  const { workspaceId, documentIds, limit } = search;
  const inDocuments = documentIds
    ? sql`and postings.document_id = any(${sql.param(documentIds)}::uuid[])`
    : sql``;
  // The join by an unnested list reads one range of the index for each term, and ranks by one hash table.
  const rows = await db.execute<Ranked<string>>(sql`
    select key::text, sum(score)::float8 as score
    from (
      select unnest(chunk_keys) as key, unnest(weights) * worth as score
      from unnest(
        ${sql.param(terms.map(({ term }) => term))}::text[],
        ${sql.param(terms.map(({ worth }) => worth))}::real[]
      ) as asked(term, worth)
      join postings on postings.workspace_id = ${workspaceId} and postings.term = asked.term
        and postings.is_current ${inDocuments}
    ) as hit
    group by hit.key order by score desc, hit.key limit ${limit}`);
  return [...rows];
}

async function countChunks(
  db: Reader,
  workspaceId: string,
  terms: string[],
): Promise<Map<string, number>> {
  const rows = await db.execute<{ term: string; holding: number }>(sql`
    select term, sum(cardinality(chunk_keys))::int as holding from postings
    where workspace_id = ${workspaceId} and is_current and term = any(${sql.param(terms)}::text[])
    group by term`);
  return new Map(Array.from(rows, ({ term, holding }) => [term, holding]));
}
