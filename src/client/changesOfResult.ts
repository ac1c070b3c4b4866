import { z } from 'zod';
import type { Change } from '#client/liveQuery.ts';
import { Conversation, ConversationRef } from '#contract/conversations.ts';
import { Customer } from '#contract/customers.ts';
import { Document, DocumentRef, UploadDocumentResult } from '#contract/documents.ts';
import { CannedReply, CannedReplyRef, LiveSettings } from '#contract/live.ts';
import { Member, MemberRef } from '#contract/members.ts';
import { Message, SendMessageResult } from '#contract/messages.ts';
import { NotificationSettings } from '#contract/notifications.ts';
import { Participant } from '#contract/participants.ts';
import { Workspace, WorkspaceRef } from '#contract/workspaces.ts';

/**
 * What a mutation's answer tells, by the mutation's path, as the changes that its events will bring: so the
 * acting tab shows it at once, also while its socket is down, and the events that come then do nothing more.
 */
const readers: Record<string, (result: unknown) => Change[]> = {
  'workspaces.create': (result) => [
    { type: 'workspace.created', payload: { workspace: Workspace.parse(result) } },
  ],
  'workspaces.rename': (result) => [
    { type: 'workspace.updated', payload: { workspace: Workspace.parse(result) } },
  ],
  'workspaces.remove': (result) => [
    { type: 'workspace.deleted', payload: WorkspaceRef.parse(result) },
  ],
  'workspaces.members.setRole': (result) => {
    const member = Member.parse(result);
    return [{ type: 'member.updated', payload: { workspace_id: member.workspace_id, member } }];
  },
  'workspaces.members.remove': (result) => [
    { type: 'member.deleted', payload: MemberRef.parse(result) },
  ],
  'workspaces.invites.accept': (result) => [
    { type: 'workspace.created', payload: { workspace: Workspace.parse(result) } },
  ],
  'documents.upload': (result) => [documentCreated(UploadDocumentResult.parse(result).document)],
  'documents.addUrl': (result) => [documentCreated(UploadDocumentResult.parse(result).document)],
  'documents.retry': (result) => [documentStatusUpdated(Document.parse(result))],
  'documents.restore': (result) => [documentStatusUpdated(Document.parse(result))],
  'documents.remove': (result) => [
    { type: 'document.deleted', payload: DocumentRef.parse(result) },
  ],
  'conversations.create': (result) => [
    conversationChanged('conversation.created', Conversation.parse(result)),
  ],
  'conversations.rename': (result) => [conversationUpdated(result)],
  'conversations.share': (result) => [
    conversationChanged('conversation.created', Conversation.parse(result)),
  ],
  'conversations.markRead': (result) => [participantChanged(Participant.parse(result))],
  'conversations.participants.add': (result) => [participantChanged(Participant.parse(result))],
  'conversations.remove': (result) => [
    { type: 'conversation.deleted', payload: ConversationRef.parse(result) },
  ],
  'live.take': (result) => [conversationUpdated(result)],
  'live.assign': (result) => [conversationUpdated(result)],
  'live.handToAi': (result) => [conversationUpdated(result)],
  'live.setStatus': (result) => [conversationUpdated(result)],
  'live.snooze': (result) => [conversationUpdated(result)],
  'chat.start': (result) => [
    conversationChanged('conversation.created', Conversation.parse(result)),
  ],
  'chat.requestPerson': (result) => [conversationUpdated(result)],
  'live.settings.update': (result) => {
    const settings = LiveSettings.parse(result);
    const { workspace_id } = settings;
    return [{ type: 'live_settings.updated', payload: { workspace_id, settings } }];
  },
  'live.cannedReplies.create': (result) => [cannedReplyChanged('canned_reply.created', result)],
  'live.cannedReplies.update': (result) => [cannedReplyChanged('canned_reply.updated', result)],
  'live.cannedReplies.remove': (result) => {
    const payload = CannedReplyRef.parse(result);
    return [{ type: 'canned_reply.deleted', payload }];
  },
  'chat.update': (result) => [customerUpdated(result)],
  'notifications.settings.update': (result) => {
    const settings = NotificationSettings.parse(result);
    return [{ type: 'notification_settings.updated', payload: { settings } }];
  },
  'customers.update': (result) => [customerUpdated(result)],
  'messages.send': (result) => {
    const { user_message, ai_message } = SendMessageResult.parse(result);
    return ai_message
      ? [messageCreated(user_message), messageCreated(ai_message)]
      : [messageCreated(user_message)];
  },
  'messages.stop': (result) => [messageStatusUpdated(Message.parse(result))],
  'messages.regenerate': (result) => [messageStatusUpdated(Message.parse(result))],
  'messages.resend': (result) => [messageStatusUpdated(Message.parse(result))],
};

const MutationPath = z.array(z.string());

/**
 * None for a mutation that changes nothing in the cache.
 * @param mutationPath the first part of tRPC's mutation key, e.g. `['documents', 'upload']`
 */
export function changesOfResult(mutationPath: unknown, result: unknown): Change[] {
  const path = MutationPath.safeParse(mutationPath);
  return (path.success && readers[path.data.join('.')]?.(result)) || [];
}

/** Of a message that was fetched alone. */
export function messageStatusUpdated({ id, ...message }: Message): Change {
  return { type: 'message.status_updated', payload: { message_id: id, ...message } };
}

function messageCreated(message: Message): Change {
  const { workspace_id, conversation_id } = message;
  return { type: 'message.created', payload: { workspace_id, conversation_id, message } };
}

function documentCreated(document: Document): Change {
  const { workspace_id } = document;
  return { type: 'document.created', payload: { workspace_id, document } };
}

function documentStatusUpdated({ id, ...document }: Document): Change {
  return { type: 'document.status_updated', payload: { document_id: id, ...document } };
}

function participantChanged(participant: Participant): Change {
  const { workspace_id, conversation_id } = participant;
  return {
    type: 'participant.updated',
    payload: { workspace_id, conversation_id, participant },
  };
}

const conversationUpdated = (result: unknown): Change =>
  conversationChanged('conversation.updated', Conversation.parse(result));

function cannedReplyChanged(
  type: 'canned_reply.created' | 'canned_reply.updated',
  result: unknown,
): Change {
  const canned_reply = CannedReply.parse(result);
  return { type, payload: { workspace_id: canned_reply.workspace_id, canned_reply } };
}

function customerUpdated(result: unknown): Change {
  const customer = Customer.parse(result);
  return { type: 'customer.updated', payload: { workspace_id: customer.workspace_id, customer } };
}

function conversationChanged(
  type: 'conversation.created' | 'conversation.updated',
  conversation: Conversation,
): Change {
  return { type, payload: { workspace_id: conversation.workspace_id, conversation } };
}
