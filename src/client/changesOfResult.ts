import { z } from 'zod';
import { Conversation, ConversationRef } from '#contract/conversations.ts';
import { Document, DocumentRef, UploadDocumentResult } from '#contract/documents.ts';
import type { NewEvent } from '#contract/events.ts';
import { Message, SendMessageResult } from '#contract/messages.ts';
import { Workspace, WorkspaceRef } from '#contract/workspaces.ts';

/**
 * What a mutation's answer tells, as the events that it will be followed by: so the acting tab shows it at
 * once, also while its socket is down, and the events that come then change nothing more.
 */
const toEvents: Record<string, (result: unknown) => NewEvent[]> = {
  'workspaces.create': (result) => [
    { type: 'workspace.created', payload: { workspace: Workspace.parse(result) } },
  ],
  'workspaces.rename': (result) => [
    { type: 'workspace.updated', payload: { workspace: Workspace.parse(result) } },
  ],
  'workspaces.remove': (result) => [
    { type: 'workspace.deleted', payload: WorkspaceRef.parse(result) },
  ],
  'documents.upload': (result) => [documentCreated(UploadDocumentResult.parse(result).document)],
  'documents.retry': (result) => [documentStatusUpdated(Document.parse(result))],
  'documents.remove': (result) => [
    { type: 'document.deleted', payload: { ...DocumentRef.parse(result), workspace_id: '' } },
  ],
  'conversations.create': (result) => [conversation('conversation.created', result)],
  'conversations.rename': (result) => [conversation('conversation.updated', result)],
  'conversations.remove': (result) => [
    {
      type: 'conversation.deleted',
      payload: { ...ConversationRef.parse(result), workspace_id: '' },
    },
  ],
  'messages.send': (result) => {
    const { user_message, ai_message } = SendMessageResult.parse(result);
    return [messageCreated(user_message), messageCreated(ai_message)];
  },
  'messages.stop': (result) => [messageStatusUpdated(Message.parse(result))],
  'messages.regenerate': (result) => [messageStatusUpdated(Message.parse(result))],
};

const MutationPath = z.array(z.string());

/** The events that a mutation's answer stands for; none for a mutation that changes nothing of the cache's. */
export function eventsOfResult(mutationPath: unknown, result: unknown): NewEvent[] {
  const path = MutationPath.safeParse(mutationPath);
  return (path.success && toEvents[path.data.join('.')]?.(result)) || [];
}

function documentCreated(document: Document): NewEvent {
  return {
    type: 'document.created',
    payload: { workspace_id: document.workspace_id, document },
  };
}

function documentStatusUpdated({ id, ...document }: Document): NewEvent {
  return { type: 'document.status_updated', payload: { document_id: id, ...document } };
}

function conversation(
  type: 'conversation.created' | 'conversation.updated',
  result: unknown,
): NewEvent {
  const parsed = Conversation.parse(result);
  return { type, payload: { workspace_id: parsed.workspace_id, conversation: parsed } };
}

function messageCreated(message: Message): NewEvent {
  const { workspace_id, conversation_id } = message;
  return { type: 'message.created', payload: { workspace_id, conversation_id, message } };
}

function messageStatusUpdated({ id, ...message }: Message): NewEvent {
  return { type: 'message.status_updated', payload: { message_id: id, ...message } };
}
