import { getQueryKey } from '@trpc/react-query';
import { type Change, liveQuery, ownScope } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { type Health, HealthInput } from '#contract/health.ts';

/**
 * `workspaces.health`. Nothing is patched: percentiles, tokens and sums cannot be told from one event, and a
 * page whose halves are of different times would be wrong. An event says that the figures are old.
 */
export const health = liveQuery({
  queryKey: getQueryKey(trpc.workspaces.health),
  input: HealthInput,
  reduce: (figures: Health) => figures,
  keepNewer: (fetched: Health) => fetched,
  // Answers in the person's private conversations are told on their own log.
  scopesOf: ({ workspace_id }) => [workspace_id, ownScope],
  isOutdated: outdatesHealth,
});

/** Does the change make the workspace's figures other ones? */
export function outdatesHealth(
  change: Change,
  { workspace_id }: Pick<HealthInput, 'workspace_id'>,
): boolean {
  // A document tells its workspace only while it lives.
  if (change.type === 'document.deleted') return true;
  if (
    change.type === 'document.created' ||
    change.type === 'document.status_updated' ||
    change.type === 'embeddings.updated'
  )
    return isIn(change.payload, workspace_id);
  if (change.type !== 'job.status_updated') return false;
  const { status, progress } = change.payload;
  const isOnlyFurther = status === 'running' && progress !== null;
  return isIn(change.payload, workspace_id) && !isOnlyFurther;
}

const isIn = (payload: { workspace_id: string }, workspaceId: string) =>
  payload.workspace_id === workspaceId;
