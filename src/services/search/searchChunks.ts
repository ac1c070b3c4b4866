import { sql } from 'drizzle-orm';
import type { SearchResult } from '#contract/search.ts';
import type { Reader } from '#db/client.ts';
import { fuseByConfidence } from '#domain/retrieval/fuseByConfidence.ts';
import type { Ranked } from '#domain/retrieval/fuseRankings.ts';
import { searchTerms } from '#services/search/searchTerms.ts';
import { readTrust } from '#services/search/measureModels.ts';
import { type QueryEmbedding, searchVectors } from '#services/search/searchVectors.ts';

export type ChunkSearch = {
  workspaceId: string;
  /** Only in these; absent: in all. */
  documentIds?: string[] | undefined;
  query: string;
  /** By the same model as the chunks'. */
  queryEmbedding?: QueryEmbedding | undefined;
  limit: number;
};

/** Of each ranking, before they are fused. */
const candidates = 100;

/** The workspace's chunks of current versions that best match a query by words and, given its embedding, by meaning; best first. */
export async function searchChunks(db: Reader, search: ChunkSearch): Promise<SearchResult[]> {
  const ranked = (await rankChunks(db, search)).slice(0, search.limit);
  const rows = await db.execute<Omit<SearchResult, 'score'> & { key: string }>(sql`
    select key::text, chunks.id as chunk_id, document_id, file_name, page_from, page_to, text
    from chunks join documents on documents.id = document_id
    where chunks.workspace_id = ${search.workspaceId}
      and key = any(${sql.param(ranked.map(({ key }) => key))}::bigint[])`);
  const byKey = new Map(Array.from(rows, ({ key, ...row }) => [key, row]));
  // A chunk may have been removed between the statements.
  return ranked.flatMap(({ key, score }) => {
    const row = byKey.get(key);
    return row ? [{ ...row, score }] : [];
  });
}

async function rankChunks(db: Reader, search: ChunkSearch): Promise<Ranked<string>[]> {
  const { workspaceId, documentIds, query, queryEmbedding: embedding, limit } = search;
  if (!embedding)
    return (await searchTerms(db, { workspaceId, documentIds, query, limit })).ranking;
  const deep = Math.max(limit, candidates);
  const [words, ranking, trust] = await Promise.all([
    searchTerms(db, { workspaceId, documentIds, query, limit: deep }),
    searchVectors(db, { workspaceId, documentIds, embedding, limit: deep }),
    readTrust(db, { workspaceId, model: embedding.model }),
  ]);
  return fuseByConfidence(words, { ranking, trust });
}
