import { getQueryKey } from '@trpc/react-query';
import { type Change, liveQuery, ownScope } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, upsert, without } from '#client/versioned.ts';
import type { Invite } from '#contract/invites.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';

type Invites = readonly Invite[];

/** `workspaces.invites.list`, oldest first. */
export const inviteList = liveQuery({
  queryKey: getQueryKey(trpc.workspaces.invites.list),
  input: WorkspaceRef,
  reduce: reduceInvites,
  keepNewer: (fetched: Invites, known: Invites) => keepNewer(fetched, known),
  scopesOf: ({ workspace_id }) => [workspace_id, ownScope],
});

/** A workspace's open invitations after a change. */
export function reduceInvites(
  list: Invites,
  change: Change,
  { workspace_id }: WorkspaceRef,
): Invites {
  if (change.type === 'invite.created')
    return change.payload.workspace_id === workspace_id
      ? upsert(list, change.payload.invite, { order: 'oldest' })
      : list;
  if (change.type === 'invite.deleted')
    return without(list, ({ id }) => id === change.payload.invite_id);
  return list;
}
