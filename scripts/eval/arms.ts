import { inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { chunks } from '#db/schema/chunks.ts';
import type { Embedder } from '#services/search/embedder.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import { searchTerms } from '#services/search/searchTerms.ts';
import { searchVectors } from '#services/search/searchVectors.ts';
import { createBm25 } from './bm25.ts';
import { type Collection } from './collections.ts';
import { placeOf, type Workspace } from './workspace.ts';

/** A way to search: the places of the documents for a query, best first. A document stands where its best chunk does. */
export type Arm = { name: string; search: (query: string) => Promise<string[]> };

/** Chunks; at least 100 documents, unless those have more than five chunks each. */
const limit = 500;

/** The product's ways to search a workspace; `vector` and `fused` where there is an embedding server. */
export function productArms(db: Database, workspace: Workspace, embedder: Embedder | null): Arm[] {
  const workspaceId = workspace.id;
  const placesOfDocuments = (ids: string[]) => [
    ...new Set(ids.flatMap((id) => workspace.places.get(id) ?? [])),
  ];
  const placesOfChunks = async (ranked: { key: string }[]) => {
    const keys = ranked.map(({ key }) => Number(key));
    const rows = await db
      .select({ key: chunks.key, document_id: chunks.document_id })
      .from(chunks)
      .where(inArray(chunks.key, keys));
    const documentOf = new Map(rows.map(({ key, document_id }) => [key, document_id]));
    return placesOfDocuments(keys.flatMap((key) => documentOf.get(key) ?? []));
  };
  const lexical: Arm = {
    name: 'lexical',
    search: async (query) =>
      placesOfChunks((await searchTerms(db, { workspaceId, query, limit })).ranking),
  };
  if (!embedder) return [lexical];
  return [
    lexical,
    {
      name: 'vector',
      search: async (query) => {
        const embedding = await embedder.embedQuery(query);
        return placesOfChunks(await searchVectors(db, { workspaceId, embedding, limit }));
      },
    },
    {
      name: 'fused',
      search: async (query) => {
        const queryEmbedding = await embedder.embedQuery(query);
        const found = await searchChunks(db, { workspaceId, query, queryEmbedding, limit });
        return placesOfDocuments(found.map(({ document_id }) => document_id));
      },
    },
  ];
}

/** BM25 in memory over one collection. */
export function bm25Arm({ name, documents }: Collection): Arm {
  const rank = createBm25(documents.map(({ title, text }) => `${title}\n${text}`));
  return {
    name: 'bm25',
    search: async (query) => rank(query).map((index) => placeOf(name, index)),
  };
}
