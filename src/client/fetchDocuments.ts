import type { QueryKey } from '@tanstack/react-query';
import type { LiveCache } from '#client/liveCache.ts';
import type { Document, ListDocumentsInput } from '#contract/documents.ts';

type FetchPage = (input: ListDocumentsInput) => Promise<readonly Document[]>;

/** Few first, for whoever waits; then as many as one answer holds. */
const defaultSizes = { first: 100, further: 1_000 };

/**
 * `documents.list` of a workspace, page by page, so that the newest are on the screen while the rest of ten
 * thousand is on its way. What the screen had before stays until all are there.
 */
export async function fetchDocuments(
  workspace_id: string,
  options: {
    fetchPage: FetchPage;
    liveCache: LiveCache;
    /** Of the query that is being fetched. */
    queryKey: QueryKey;
    isFirst: boolean;
    sizes?: typeof defaultSizes | undefined;
  },
): Promise<readonly Document[]> {
  const { fetchPage, liveCache, queryKey, isFirst, sizes = defaultSizes } = options;
  const documents: Document[] = [];
  let limit = sizes.first;
  for (;;) {
    const page = await fetchPage({ workspace_id, limit, before: documents.at(-1)?.id });
    documents.push(...page);
    if (page.length < limit) return documents;
    if (isFirst) liveCache.showPart(queryKey, [...documents]);
    limit = sizes.further;
  }
}
