import type { Document } from '#contract/documents.ts';
import { type ScopedEvent, workspaceScope } from '#events/append.ts';

export function documentCreated(document: Document): ScopedEvent {
  return {
    scope: workspaceScope(document.workspace_id),
    event: {
      type: 'document.created',
      payload: { workspace_id: document.workspace_id, document },
    },
  };
}

export function documentStatusUpdated({ id, ...document }: Document): ScopedEvent {
  return {
    scope: workspaceScope(document.workspace_id),
    event: { type: 'document.status_updated', payload: { document_id: id, ...document } },
  };
}

export function documentDeleted({
  id,
  workspace_id,
}: Pick<Document, 'id' | 'workspace_id'>): ScopedEvent {
  return {
    scope: workspaceScope(workspace_id),
    event: { type: 'document.deleted', payload: { workspace_id, document_id: id } },
  };
}
