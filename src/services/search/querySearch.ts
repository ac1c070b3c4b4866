import type { SearchInput, SearchResult } from '#contract/search.ts';
import type { CallContext } from '#services/context.ts';
import { searchPassages } from '#services/search/searchPassages.ts';
import { measureRun } from '#services/runs/measureRun.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Best first. */
export async function querySearch(ctx: CallContext, input: SearchInput): Promise<SearchResult[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  return measureRun(ctx, { kind: 'search', workspaceId }, (metered) =>
    searchPassages(metered, { workspaceId, query: input.query, limit: input.limit }),
  );
}
