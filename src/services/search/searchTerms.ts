import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { chunksPerSegment } from '#db/schema/chunks.ts';
import type { Ranked } from '#domain/retrieval/fuseRankings.ts';
import {
  knownShare,
  maxPostings,
  queryTerms,
  type RankedTerm,
  rankTerms,
} from '#domain/retrieval/queryTerms.ts';

type Search = { workspaceId: string; query: string; documentIds?: string[] | undefined };

/** Chunks, best first, and how much of the query stands in the workspace at all (`knownShare`). */
export type TermSearch = { ranking: Ranked<string>[]; known: number };

/** So many of those that the leading terms find are told apart by the common ones. */
const minCandidates = 100;

/**
 * How much the better of the chunks before and after counts beside a chunk's own score: what a long report says of
 * a subject goes on from page to page. By `npm run eval`, `reports`: 0.1 to 0.2 do about equally well.
 */
const neighbourShare = 0.15;

/** Of the best so many: with more of them it is no better. */
const lookedAround = 30;

/**
 * Ranks a workspace's chunks by BM25, best first. Two statements: the first counts how many chunks hold each
 * term, so that the counts are never stale and nobody keeps them. In a large workspace the second finds chunks
 * by the telling terms alone, and looks up what the common ones add for the best of them.
 */
export async function searchTerms(
  db: Reader,
  search: Search & { limit: number },
): Promise<TermSearch> {
  const asked = queryTerms(search.query);
  if (asked.size === 0) return { ranking: [], known: 0 };
  const markers = new Set(Array.from(asked.values(), ({ marker }) => marker));
  const frequencies = await countChunks(db, search.workspaceId, [...asked.keys(), ...markers]);
  const { leading, common } = rankTerms(asked, frequencies);
  if (leading.length === 0) return { ranking: [], known: 0 };
  const { workspaceId, documentIds, limit } = search;
  const inDocuments = documentIds
    ? sql`and postings.document_id = any(${sql.param(documentIds)}::uuid[])`
    : sql``;
  // The join by an unnested list reads one range of the index for each term, and ranks by one hash table.
  const rows = await db.execute<Ranked<string>>(sql`
    with candidate as (
      select key, sum(score)::float8 as score
      from (
        select unnest(chunk_keys) as key, unnest(weights) * worth as score
        from ${listOf(leading)}
        join postings on postings.segment = any(${segments}) and postings.workspace_id = ${workspaceId}
          and postings.term = asked.term and postings.is_current ${inDocuments}
        limit ${maxPostings}
      ) as hit
      group by hit.key order by score desc, hit.key limit ${Math.max(limit, minCandidates)}
    ), scored as materialized (
      select key, score + ${worthOf(common, workspaceId)} as score from candidate
    ), best as (
      select key, score from scored order by score desc, key limit ${lookedAround}
    ), lifted as (
      select key, ${neighbourShare}::float8 * greatest(
        0, case when lag(seq) over beside = seq - 1 then lag(score) over beside end,
        case when lead(seq) over beside = seq + 1 then lead(score) over beside end
      ) as lift
      from best join chunks using (key)
      window beside as (partition by document_id order by seq)
    )
    select key::text, score + coalesce(lift, 0) as score
    from scored left join lifted using (key)
    order by 2 desc, scored.key limit ${limit}`);
  return { ranking: [...rows], known: knownShare(asked, frequencies) };
}

/** All that there are: one lookup more for each costs a few microseconds. */
const segments = sql`array(
  select generate_series(0, (select max(key) from chunks) / ${chunksPerSegment})::integer
)`;

const listOf = (terms: readonly RankedTerm[]) => sql`unnest(
  ${sql.param(terms.map(({ term }) => term))}::text[],
  ${sql.param(terms.map(({ worth }) => worth))}::real[]
) as asked(term, worth)`;

/**
 * What the terms add to a candidate's score. A row's keys ascend, so that the last row that begins at the
 * candidate's key or before it is the one that would hold it, but for documents that were stored at the same
 * moment or where a segment begins: there a common word is missed at worst.
 */
function worthOf(terms: readonly RankedTerm[], workspaceId: string): SQL {
  if (terms.length === 0) return sql`0`;
  return sql`coalesce((
    select sum(row.weights[array_position(row.chunk_keys, candidate.key)] * worth)::float8
    from ${listOf(terms)} cross join lateral (
      select chunk_keys, weights from postings
      where segment = candidate.key / ${chunksPerSegment} and workspace_id = ${workspaceId}
        and term = asked.term and is_current and chunk_keys < array[candidate.key + 1]
      order by chunk_keys desc limit 1
    ) as row
  ), 0)`;
}

/** A sum for each term: to group the hundred thousand rows of a large workspace's common words would take twice as long. */
async function countChunks(
  db: Reader,
  workspaceId: string,
  terms: string[],
): Promise<Map<string, number>> {
  const rows = await db.execute<{ term: string; holding: number | null }>(sql`
    select term, (
      select sum(chunk_count)::int from postings
      where segment = any(${segments}) and workspace_id = ${workspaceId} and postings.term = asked.term
        and is_current
    ) as holding
    from unnest(${sql.param(terms)}::text[]) as asked(term)`);
  return new Map(Array.from(rows, ({ term, holding }) => [term, holding ?? 0]));
}
