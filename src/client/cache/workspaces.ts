import { getQueryKey } from '@trpc/react-query';
import { z } from 'zod';
import { type Change, liveQuery, ownScope } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, patch, upsert, without } from '#client/versioned.ts';
import type { Workspace } from '#contract/workspaces.ts';

type Workspaces = readonly Workspace[];

/** Oldest first. */
export const workspaceList = liveQuery({
  queryKey: getQueryKey(trpc.workspaces.list),
  input: z.object({}),
  reduce: reduceWorkspaceList,
  keepNewer: (fetched: Workspaces, known: Workspaces) => keepNewer(fetched, known),
  scopesOf: () => [ownScope],
});

/** `workspaces.list` after a change. */
export function reduceWorkspaceList(list: Workspaces, change: Change): Workspaces {
  if (change.type === 'workspace.created')
    return upsert(list, change.payload.workspace, { order: 'oldest' });
  // It also comes in the workspace's own log, in no order with the one that says what is in the list.
  if (change.type === 'workspace.updated') return patch(list, change.payload.workspace);
  if (change.type === 'workspace.deleted')
    return without(list, ({ id }) => id === change.payload.workspace_id);
  return list;
}
