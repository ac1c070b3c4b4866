import type { Chat } from '#contract/chat.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Customer } from '#contract/customers.ts';
import type { Document } from '#contract/documents.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Job } from '#contract/jobs.ts';
import type { CannedReply, LiveSettings } from '#contract/live.ts';
import type { Member } from '#contract/members.ts';
import type { Message } from '#contract/messages.ts';
import type { Participant } from '#contract/participants.ts';
import type { Workspace } from '#contract/workspaces.ts';

const at = '2026-01-01T00:00:00.000Z';

/** Ids sort by time, as UUIDv7 do. */
export const testId = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const workspaceId = testId(1);
export const conversationId = testId(2);

const basics = {
  workspace_id: workspaceId,
  created_by: testId(0),
  created_at: at,
  updated_at: at,
  version: 1,
};

export function aWorkspace(n: number, of: Partial<Workspace> = {}): Workspace {
  const { workspace_id: _, ...row } = basics;
  return { ...row, id: testId(n), name: 'Acme', ...of };
}

export function aDocument(n: number, of: Partial<Document> = {}): Document {
  return {
    ...basics,
    id: testId(n),
    file_name: 'handbook.pdf',
    folder_path: '',
    source_url: null,
    series_id: testId(n),
    version_number: 1,
    checked_at: null,
    mime_type: 'application/pdf',
    size_bytes: 1,
    sha256: '0',
    status: 'pending',
    page_count: null,
    error_message: null,
    ...of,
  };
}

export function aJob(n: number, of: Partial<Job> = {}): Job {
  const { created_by: _, ...row } = basics;
  return {
    ...row,
    id: testId(n),
    job_type: 'parse',
    document_id: null,
    message_id: null,
    conversation_id: null,
    status: 'queued',
    retry_count: 0,
    progress: null,
    error_message: null,
    run_at: at,
    ...of,
  };
}

export function aConversation(n: number, of: Partial<Conversation> = {}): Conversation {
  return {
    ...basics,
    id: testId(n),
    kind: 'ai',
    visibility: 'workspace',
    title: 'Vacation',
    last_message_at: null,
    last_seq: 0,
    customer_id: null,
    live_status: null,
    handler: null,
    assignee_id: null,
    snoozed_until: null,
    ...of,
  };
}

export function aMessage(n: number, of: Partial<Message> = {}): Message {
  return {
    workspace_id: workspaceId,
    conversation_id: conversationId,
    created_at: at,
    version: 1,
    id: testId(n),
    seq: n,
    role: 'ai',
    author_id: null,
    internal: false,
    notice: null,
    content: '',
    status: 'pending',
    citations: [],
    client_id: null,
    reply_to_id: null,
    model: null,
    stopped: false,
    error_message: null,
    delivery: null,
    delivery_error: null,
    attachment: null,
    ...of,
  };
}

export function aParticipant(n: number, of: Partial<Participant> = {}): Participant {
  return {
    workspace_id: workspaceId,
    conversation_id: conversationId,
    created_at: at,
    version: 1,
    id: testId(n),
    user_id: testId(0),
    read_seq: 0,
    ...of,
  };
}

export function aMember(n: number, of: Partial<Member> = {}): Member {
  return {
    workspace_id: workspaceId,
    user_id: testId(n),
    role: 'member',
    display_name: 'Ann',
    email: null,
    created_at: at,
    version: 1,
    ...of,
  };
}

export function aCustomer(n: number, of: Partial<Customer> = {}): Customer {
  return {
    id: testId(n),
    workspace_id: workspaceId,
    channel: 'web',
    display_name: 'Cleo',
    email: null,
    picture_url: null,
    external_id: null,
    page_url: null,
    last_seen_at: null,
    created_at: at,
    version: 1,
    ...of,
  };
}

export function aChat(of: Partial<Chat> = {}): Chat {
  return {
    workspace_name: 'Acme',
    greeting: '',
    ai_enabled: true,
    customer: aCustomer(5),
    conversation: null,
    operators: [],
    ...of,
  };
}

export function aCannedReply(n: number, of: Partial<CannedReply> = {}): CannedReply {
  return {
    id: testId(n),
    workspace_id: workspaceId,
    shortcut: 'hello',
    text: 'Hello!',
    created_by: testId(0),
    version: 1,
    ...of,
  };
}

export const someLiveSettings: LiveSettings = {
  workspace_id: workspaceId,
  key: 'key',
  greeting: '',
  ai_enabled: true,
  document_ids: null,
  hand_over_words: [],
  auto_assign: false,
  allowed_origins: [],
  version: 1,
};

export function documentUpdated({ id: document_id, ...document }: Document): NewEvent {
  return { type: 'document.status_updated', payload: { document_id, ...document } };
}

export function jobUpdated({ id: job_id, ...job }: Job): NewEvent {
  return { type: 'job.status_updated', payload: { job_id, ...job } };
}

export function messageCreated(message: Message): NewEvent {
  const { workspace_id, conversation_id } = message;
  return { type: 'message.created', payload: { workspace_id, conversation_id, message } };
}

export function messageUpdated({ id: message_id, ...message }: Message): NewEvent {
  return { type: 'message.status_updated', payload: { message_id, ...message } };
}
