import type { CannedReply, LiveSettings } from '#contract/live.ts';
import { type ScopedEvent, tell, workspaceScope } from '#events/append.ts';

export function liveSettingsUpdated(settings: LiveSettings): [ScopedEvent, ...ScopedEvent[]] {
  const { workspace_id } = settings;
  return tell([workspaceScope(workspace_id)], {
    type: 'live_settings.updated',
    payload: { workspace_id, settings },
  });
}

export function cannedReplyChanged(
  type: 'canned_reply.created' | 'canned_reply.updated',
  canned_reply: CannedReply,
): [ScopedEvent, ...ScopedEvent[]] {
  const { workspace_id } = canned_reply;
  return tell([workspaceScope(workspace_id)], { type, payload: { workspace_id, canned_reply } });
}
