import { sql } from 'drizzle-orm';
import type { SearchResult } from '#contract/search.ts';
import type { Reader } from '#db/client.ts';
import { queryTerms } from '#domain/retrieval/bm25.ts';

export type ChunkSearch = {
  workspaceId: string;
  query: string;
  /** Of unit length, by the same model as the chunks'. */
  queryEmbedding?: { model: string; vector: number[] } | undefined;
  limit: number;
};

/** Candidates of each kind of search before they are fused. */
const candidates = 100;

/** Reciprocal rank fusion's constant (Cormack, Clarke and Büttcher, 2009). */
const fusionConstant = 60;

/** Above 1, rare terms count more than BM25 has them count; chosen on the collections of `npm run eval`. */
const rarity = 1.15;

type Ranked = { chunk_id: string; score: number };

/** The workspace's chunks that best match a query, best first. */
export async function searchChunks(db: Reader, search: ChunkSearch): Promise<SearchResult[]> {
  const [lexical, vector] = await Promise.all([searchTerms(db, search), searchVectors(db, search)]);
  const ranked = search.queryEmbedding ? fuse(lexical, vector) : lexical;
  return readChunks(db, search.workspaceId, ranked.slice(0, search.limit));
}

/** BM25: document frequencies are counted as the postings are read, so they are never stale. */
async function searchTerms(db: Reader, { workspaceId, query }: ChunkSearch): Promise<Ranked[]> {
  const terms = queryTerms(query);
  if (terms.size === 0) return [];
  const rows = await db.execute<Ranked>(sql`
    with query as (
      select * from unnest(${sql.param([...terms.keys()])}::text[], ${sql.param([...terms.values()])}::real[])
        as query(term, weight)
    ), hits as (
      select postings.term, chunk_id, postings.weight, query.weight as query_weight
      from query join postings on workspace_id = ${workspaceId} and postings.term = query.term
    ), frequency as (
      select term, count(*) as amount from hits group by term
    ), total as (
      select count(*) as amount from chunks where workspace_id = ${workspaceId}
    )
    select chunk_id, sum(hits.weight * query_weight
      * power(ln(1 + (total.amount - frequency.amount + 0.5) / (frequency.amount + 0.5)), ${rarity}))::float8 as score
    from hits join frequency using (term) cross join total
    group by chunk_id order by score desc, chunk_id limit ${candidates}`);
  return [...rows];
}

async function searchVectors(
  db: Reader,
  { workspaceId, queryEmbedding }: ChunkSearch,
): Promise<Ranked[]> {
  if (!queryEmbedding) return [];
  const rows = await db.execute<Ranked>(sql`
    select chunk_id, similarity::float8 as score
    from chunk_embeddings cross join lateral (
      select sum(one * other) as similarity
      from unnest(vector, ${sql.param(queryEmbedding.vector)}::real[]) as pair(one, other)
    ) as compared
    where workspace_id = ${workspaceId} and model = ${queryEmbedding.model}
    order by score desc, chunk_id limit ${candidates}`);
  return [...rows];
}

/** By rank alone, since the two scores cannot be compared. */
function fuse(...rankings: Ranked[][]): Ranked[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings)
    for (const [rank, { chunk_id }] of ranking.entries())
      scores.set(chunk_id, (scores.get(chunk_id) ?? 0) + 1 / (fusionConstant + rank + 1));
  return Array.from(scores, ([chunk_id, score]) => ({ chunk_id, score })).toSorted(
    (one, other) => other.score - one.score,
  );
}

async function readChunks(
  db: Reader,
  workspaceId: string,
  ranked: Ranked[],
): Promise<SearchResult[]> {
  const rows = await db.execute<Omit<SearchResult, 'score'>>(sql`
    select chunks.id as chunk_id, document_id, file_name, page_from, page_to, text
    from chunks join documents on documents.id = document_id
    where chunks.workspace_id = ${workspaceId}
      and chunks.id = any(${sql.param(ranked.map(({ chunk_id }) => chunk_id))}::uuid[])`);
  const byId = new Map([...rows].map((row) => [row.chunk_id, row]));
  return ranked.flatMap(({ chunk_id, score }) => {
    const row = byId.get(chunk_id);
    return row ? [{ ...row, score }] : [];
  });
}
