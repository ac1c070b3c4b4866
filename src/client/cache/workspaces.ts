import { without, upsert } from '#client/cache/versioned.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Workspace } from '#contract/workspaces.ts';

/** `workspaces.list` after an event. */
export function reduceWorkspaceList(
  list: readonly Workspace[],
  event: NewEvent,
): readonly Workspace[] {
  if (event.type === 'workspace.created' || event.type === 'workspace.updated')
    return upsert(list, event.payload.workspace, 'oldest');
  if (event.type === 'workspace.deleted')
    return without(list, ({ id }) => id === event.payload.workspace_id);
  return list;
}
