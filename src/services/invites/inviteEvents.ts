import type { Invite } from '#contract/invites.ts';
import type { ScopedEvent, Scope } from '#events/append.ts';

export const inviteCreated = (scopes: Scope[], invite: Invite): ScopedEvent[] =>
  scopes.map((scope) => ({
    scope,
    event: {
      type: 'invite.created',
      payload: { workspace_id: invite.workspace_id, invite },
    },
  }));

export const inviteDeleted = (scopes: Scope[], { id, workspace_id }: Invite): ScopedEvent[] =>
  scopes.map((scope) => ({
    scope,
    event: { type: 'invite.deleted', payload: { workspace_id, invite_id: id } },
  }));
