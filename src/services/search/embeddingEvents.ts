import { type ScopedEvent, workspaceScope } from '#events/append.ts';

export function embeddingsUpdated(workspaceId: string): ScopedEvent {
  return {
    scope: workspaceScope(workspaceId),
    event: { type: 'embeddings.updated', payload: { workspace_id: workspaceId } },
  };
}
