import type { SearchResult } from '#contract/search.ts';
import type { ServiceContext } from '#services/context.ts';
import { findUsableModel } from '#services/search/findUsableModel.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import type { QueryEmbedding } from '#services/search/searchVectors.ts';
import { logger } from '#shared/logger.ts';

type Search = {
  workspaceId: string;
  documentIds?: string[] | undefined;
  query: string;
  limit: number;
};

/** The chunks that best match, by words and, with an embedding server, by meaning; while that is away, by words. */
export async function searchPassages(
  ctx: Pick<ServiceContext, 'db' | 'embedder'>,
  search: Search,
): Promise<SearchResult[]> {
  const queryEmbedding = await embedQuery(ctx, search).catch((error: unknown) => {
    logger.warn({ err: error }, 'a query could not be embedded');
    return undefined;
  });
  return searchChunks(ctx.db, { ...search, queryEmbedding });
}

async function embedQuery(
  ctx: Pick<ServiceContext, 'db' | 'embedder'>,
  { workspaceId, query }: Search,
): Promise<QueryEmbedding | undefined> {
  const model = await findUsableModel(ctx, workspaceId);
  return model === null ? undefined : ctx.embedder?.embedQuery(query, { model });
}
