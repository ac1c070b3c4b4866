import type { Database } from '#db/client.ts';
import type { Embedder } from '#services/search/embedder.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import { searchTerms } from '#services/search/searchTerms.ts';
import { searchVectors } from '#services/search/searchVectors.ts';
import { createBm25 } from './bm25.ts';
import { type Collection } from './collections.ts';
import { placeOf, type Workspace } from './workspace.ts';

/** A way to search: what each result covers for a query, best first. */
export type Arm = { name: string; search: (query: string) => Promise<(readonly string[])[]> };

/** Chunks; at least 100 documents, unless those have more than five chunks each. */
const limit = 500;

/** The product's ways to search a workspace; `vector` and `fused` where there is an embedding server. */
export function productArms(db: Database, workspace: Workspace, embedder: Embedder | null): Arm[] {
  const workspaceId = workspace.id;
  const coveredBy = (chunks: readonly string[]) =>
    chunks.map((chunk) => workspace.covered.get(chunk) ?? []);
  const keysOf = (ranked: readonly { key: string }[]) => ranked.map(({ key }) => key);
  const lexical: Arm = {
    name: 'lexical',
    search: async (query) =>
      coveredBy(keysOf((await searchTerms(db, { workspaceId, query, limit })).ranking)),
  };
  if (!embedder) return [lexical];
  return [
    lexical,
    {
      name: 'vector',
      search: async (query) => {
        const embedding = await embedder.embedQuery(query);
        return coveredBy(keysOf(await searchVectors(db, { workspaceId, embedding, limit })));
      },
    },
    {
      name: 'fused',
      search: async (query) => {
        const queryEmbedding = await embedder.embedQuery(query);
        const found = await searchChunks(db, { workspaceId, query, queryEmbedding, limit });
        return coveredBy(found.map(({ chunk_id }) => chunk_id));
      },
    },
  ];
}

/** BM25 in memory over one collection. */
export function bm25Arm({ name, documents }: Collection): Arm {
  const rank = createBm25(documents.map(({ title, text }) => `${title}\n${text}`));
  return {
    name: 'bm25',
    search: async (query) => rank(query).map((index) => [placeOf(name, index)]),
  };
}
