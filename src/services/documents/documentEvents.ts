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

export function documentStatusUpdated(document: Document): ScopedEvent {
  const { id, workspace_id, status, page_count, error_message, updated_at, version } = document;
  return {
    scope: workspaceScope(workspace_id),
    event: {
      type: 'document.status_updated',
      payload: {
        workspace_id,
        document_id: id,
        status,
        page_count,
        error_message,
        updated_at,
        version,
      },
    },
  };
}
