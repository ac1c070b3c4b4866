import type { NewEvent } from '#contract/events.ts';
import type { Member } from '#contract/members.ts';
import type { Workspace } from '#contract/workspaces.ts';
import { type ScopedEvent, tell, userScope, workspaceScope } from '#events/append.ts';

export function memberChanged(
  type: 'member.created' | 'member.updated',
  member: Member,
): [ScopedEvent, ...ScopedEvent[]] {
  const { workspace_id } = member;
  return tell([workspaceScope(workspace_id)], { type, payload: { workspace_id, member } });
}

/** The others hear of somebody new, who hears of the workspace. */
export function memberAdded(member: Member, workspace: Workspace): [ScopedEvent, ...ScopedEvent[]] {
  const event: NewEvent = { type: 'workspace.created', payload: { workspace } };
  return [...memberChanged('member.created', member), ...tell([userScope(member.user_id)], event)];
}

/** The others hear that somebody is gone, for whom the workspace is. */
export function memberRemoved(
  workspace_id: string,
  user_id: string,
): [ScopedEvent, ...ScopedEvent[]] {
  return [
    ...tell([workspaceScope(workspace_id)], {
      type: 'member.deleted',
      payload: { workspace_id, user_id },
    }),
    ...tell([userScope(user_id)], { type: 'workspace.deleted', payload: { workspace_id } }),
  ];
}
