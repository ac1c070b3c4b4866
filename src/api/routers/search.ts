import { z } from 'zod';
import { SearchInput, SearchResult } from '#contract/search.ts';
import { procedure, router } from '#api/trpc.ts';
import { querySearch } from '#services/search/querySearch.ts';

export const searchRouter = router({
  query: procedure
    .input(SearchInput)
    .output(z.array(SearchResult))
    .query(({ ctx, input }) => querySearch(ctx, input)),
});
