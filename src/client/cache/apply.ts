import { ownChat } from '#client/cache/chat.ts';
import { conversationList } from '#client/cache/conversations.ts';
import { customerList } from '#client/cache/customers.ts';
import { document, documentList } from '#client/cache/documents.ts';
import { health } from '#client/cache/health.ts';
import { inviteList } from '#client/cache/invites.ts';
import { jobList } from '#client/cache/jobs.ts';
import { cannedReplyList, liveSettings } from '#client/cache/live.ts';
import { memberList } from '#client/cache/members.ts';
import { messageList } from '#client/cache/messages.ts';
import { notificationList, notificationSettings } from '#client/cache/notifications.ts';
import { ownParticipations, participantList } from '#client/cache/participants.ts';
import { workspaceList } from '#client/cache/workspaces.ts';
import type { CachedQuery, Change, LiveQuery } from '#client/liveQuery.ts';
import type { MessageOverlay } from '#client/messageOverlay.ts';

/** All queries of a person that events keep fresh. Any other is as fresh as its last fetch. */
export const liveQueries = (overlay: MessageOverlay, userId: string): readonly LiveQuery[] => [
  workspaceList,
  memberList,
  inviteList,
  documentList,
  document,
  jobList,
  conversationList,
  messageList((pages, conversationId) => overlay.lay(pages, conversationId)),
  participantList,
  ownParticipations(userId),
  notificationList,
  notificationSettings,
  customerList,
  liveSettings,
  cannedReplyList,
  ownChat,
  health,
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

type Deleted = { id: string; version: number };

/**
 * What a deletion takes away, and as which version: a change of it, or of what was in it, that comes later is
 * out of date.
 */
export function deletedBy(change: Change): Deleted | null {
  if (change.type === 'workspace.deleted') return { id: change.payload.workspace_id, version: 0 };
  if (change.type === 'document.deleted')
    return { id: change.payload.document_id, version: Infinity };
  if (change.type === 'conversation.deleted')
    return { id: change.payload.conversation_id, version: change.payload.version ?? Infinity };
  if (change.type === 'participant.deleted')
    return { id: change.payload.participant_id, version: Infinity };
  if (change.type === 'invite.deleted') return { id: change.payload.invite_id, version: Infinity };
  if (change.type === 'canned_reply.deleted')
    return { id: change.payload.canned_reply_id, version: Infinity };
  return null;
}

/**
 * What may be read again after it was gone: the log of a person tells of a workspace once that the person is a
 * member again, and of a conversation with a version that is greater than the one that went.
 */
export function revivedBy(change: Change): Deleted | null {
  if (change.type === 'workspace.created')
    return { id: change.payload.workspace.id, version: Infinity };
  if (change.type === 'conversation.created') return change.payload.conversation;
  return null;
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
    case 'participant.created':
    case 'participant.updated': {
      const { id, conversation_id, workspace_id } = change.payload.participant;
      return [id, conversation_id, workspace_id];
    }
    case 'member.created':
    case 'member.updated':
    case 'member.deleted':
    case 'customer.created':
    case 'customer.updated':
    case 'live_settings.updated':
    case 'embeddings.updated':
      return [change.payload.workspace_id];
    case 'notification.created':
    case 'notification.updated': {
      const { id, workspace_id, document_id, conversation_id } = change.payload.notification;
      return [id, workspace_id, document_id, conversation_id];
    }
    case 'invite.created':
      return [change.payload.invite.id, change.payload.workspace_id];
    case 'canned_reply.created':
    case 'canned_reply.updated':
      return [change.payload.canned_reply.id, change.payload.workspace_id];
    case 'notification_settings.updated':
    case 'workspace.deleted':
    case 'document.deleted':
    case 'conversation.deleted':
    case 'participant.deleted':
    case 'canned_reply.deleted':
    case 'invite.deleted':
      return [];
  }
}
