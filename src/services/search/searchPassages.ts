import type { SearchResult } from '#contract/search.ts';
import type { ServiceContext } from '#services/context.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import { logger } from '#shared/logger.ts';

/** The chunks that best match, by words and, with an embedding server, by meaning; while that is away, by words. */
export async function searchPassages(
  ctx: Pick<ServiceContext, 'db' | 'embedder'>,
  search: { workspaceId: string; documentIds?: string[] | undefined; query: string; limit: number },
): Promise<SearchResult[]> {
  const queryEmbedding = await ctx.embedder?.embedQuery(search.query).catch((error: unknown) => {
    logger.warn({ err: error }, 'a query could not be embedded');
    return undefined;
  });
  return searchChunks(ctx.db, { ...search, queryEmbedding });
}
