import { conversationList } from '#client/cache/conversations.ts';
import { document, documentList } from '#client/cache/documents.ts';
import { jobList } from '#client/cache/jobs.ts';
import { messageList } from '#client/cache/messages.ts';
import { workspaceList } from '#client/cache/workspaces.ts';
import type { CachedQuery, Change, LiveQuery } from '#client/liveQuery.ts';
import type { MessageOverlay } from '#client/messageOverlay.ts';

/** All queries that events keep fresh. Any other is as fresh as its last fetch. */
export const liveQueries = (overlay: MessageOverlay): readonly LiveQuery[] => [
  workspaceList,
  documentList,
  document,
  jobList,
  conversationList,
  messageList((pages, conversationId) => overlay.lay(pages, conversationId)),
];

/** `isGone`: what the query asks for is no more. */
export type Applied = { data: unknown; isGone: boolean };

/** What changes make of a query's data, with what only this tab knows laid over it. */
export function applyChanges(
  live: LiveQuery,
  { queryKey, data: before }: CachedQuery,
  changes: readonly Change[],
): Applied {
  let data = before;
  for (const change of changes) {
    if (live.isGone({ queryKey, data }, change)) return { data: undefined, isGone: true };
    data = live.reduce({ queryKey, data }, change);
  }
  return { data: live.lay({ queryKey, data }), isGone: false };
}

/** What a deletion takes away: a change of it, or of what was in it, that comes later is out of date. */
export function deletedBy(change: Change): string | null {
  switch (change.type) {
    case 'workspace.deleted':
      return change.payload.workspace_id;
    case 'document.deleted':
      return change.payload.document_id;
    case 'conversation.deleted':
      return change.payload.conversation_id;
    case 'workspace.created':
    case 'workspace.updated':
    case 'document.created':
    case 'document.status_updated':
    case 'job.status_updated':
    case 'conversation.created':
    case 'conversation.updated':
    case 'message.created':
    case 'message.status_updated':
      return null;
  }
}

/** What a change is about, and what that is part of. */
export function subjectsOf(change: Change): readonly (string | null)[] {
  switch (change.type) {
    case 'workspace.created':
    case 'workspace.updated':
      return [change.payload.workspace.id];
    case 'document.created':
      return [change.payload.document.id, change.payload.workspace_id];
    case 'document.status_updated':
      return [change.payload.document_id, change.payload.workspace_id];
    case 'job.status_updated': {
      const { document_id, conversation_id, workspace_id } = change.payload;
      return [document_id, conversation_id, workspace_id];
    }
    case 'conversation.created':
    case 'conversation.updated':
      return [change.payload.conversation.id, change.payload.workspace_id];
    case 'message.created':
    case 'message.status_updated':
      return [change.payload.conversation_id, change.payload.workspace_id];
    case 'workspace.deleted':
    case 'document.deleted':
    case 'conversation.deleted':
      return [];
  }
}
