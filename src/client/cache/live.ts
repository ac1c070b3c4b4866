import { getQueryKey } from '@trpc/react-query';
import { type Change, liveQuery } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, patch, upsert, without } from '#client/versioned.ts';
import type { CannedReply, LiveSettings } from '#contract/live.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';

type CannedReplies = readonly CannedReply[];

/** `live.settings.get`. */
export const liveSettings = liveQuery({
  queryKey: getQueryKey(trpc.live.settings.get),
  input: WorkspaceRef,
  reduce: reduceLiveSettings,
  keepNewer: (fetched: LiveSettings, known: LiveSettings) =>
    known.version > fetched.version ? known : fetched,
  scopesOf: ({ workspace_id }) => [workspace_id],
});

export function reduceLiveSettings(
  settings: LiveSettings,
  change: Change,
  { workspace_id }: WorkspaceRef,
): LiveSettings {
  if (change.type !== 'live_settings.updated') return settings;
  const told = change.payload.settings;
  return told.workspace_id === workspace_id && told.version > settings.version ? told : settings;
}

/** `live.cannedReplies.list`, oldest first. */
export const cannedReplyList = liveQuery({
  queryKey: getQueryKey(trpc.live.cannedReplies.list),
  input: WorkspaceRef,
  reduce: reduceCannedReplies,
  keepNewer: (fetched: CannedReplies, known: CannedReplies) => keepNewer(fetched, known),
  scopesOf: ({ workspace_id }) => [workspace_id],
});

export function reduceCannedReplies(
  list: CannedReplies,
  change: Change,
  { workspace_id }: WorkspaceRef,
): CannedReplies {
  if (change.type === 'canned_reply.created')
    return change.payload.workspace_id === workspace_id
      ? upsert(list, change.payload.canned_reply, { order: 'oldest' })
      : list;
  if (change.type === 'canned_reply.updated') return patch(list, change.payload.canned_reply);
  if (change.type === 'canned_reply.deleted')
    return without(list, ({ id }) => id === change.payload.canned_reply_id);
  return list;
}
