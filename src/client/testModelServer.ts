import { ownScope } from '#client/liveQuery.ts';
import { ModelTables } from '#client/testModelTables.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Document } from '#contract/documents.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Job } from '#contract/jobs.ts';
import type { Message } from '#contract/messages.ts';
import { must } from '#shared/must.ts';

const at = '2026-01-01T00:00:00.000Z';
const rowBasics = { created_by: id(0), created_at: at, updated_at: at, version: 1 };

export const verbNames = [
  ...(['createWorkspace', 'renameWorkspace', 'removeWorkspace'] as const),
  ...(['uploadDocument', 'changeDocument', 'removeDocument', 'changeJob'] as const),
  ...(['createConversation', 'renameConversation', 'removeConversation'] as const),
  ...(['sendMessage', 'changeMessage'] as const),
];
export type VerbName = (typeof verbNames)[number];

/** A mutation's answer, under the mutation's path. */
export type Answer = { path: string; result: unknown };

/**
 * A server in memory: each verb changes rows and writes the events of that to the logs of their scopes, as
 * the services do. Answers null where there was nothing to change, or to answer.
 */
export class ModelServer {
  readonly workspaceId = id(1);
  readonly tables = new ModelTables({ ...rowBasics, id: this.workspaceId, name: 'W' });
  readonly logs: Record<string, NewEvent[]> = { [ownScope]: [], [this.workspaceId]: [] };
  #ids = 1;

  readonly verbs: Record<VerbName, (pick: number) => Answer | null> = {
    createWorkspace: () => {
      const workspace = { ...rowBasics, id: this.newId(), name: 'W' };
      this.tables.rows.workspaces.push(workspace);
      this.#log(ownScope, { type: 'workspace.created', payload: { workspace } });
      return { path: 'workspaces.create', result: workspace };
    },
    renameWorkspace: (pick) => {
      const workspace = this.tables.change('workspaces', pick, ({ name }) => ({
        name: `${name}!`,
      }));
      if (!workspace) return null;
      this.#logOfWorkspace(workspace.id, { type: 'workspace.updated', payload: { workspace } });
      return { path: 'workspaces.rename', result: workspace };
    },
    removeWorkspace: (pick) => {
      const workspace_id = this.tables.remove('workspaces', pick);
      if (workspace_id === null) return null;
      this.#logOfWorkspace(workspace_id, { type: 'workspace.deleted', payload: { workspace_id } });
      return { path: 'workspaces.remove', result: { workspace_id } };
    },
    uploadDocument: () => {
      if (!this.tables.isOpen) return null;
      const document: Document = {
        ...rowBasics,
        id: this.newId(),
        workspace_id: this.workspaceId,
        file_name: 'f',
        sha256: 's',
        mime_type: 'text/plain',
        size_bytes: 1,
        page_count: null,
        error_message: null,
        status: 'pending',
      };
      this.tables.rows.documents.push(document);
      this.#announce({ type: 'document.created', payload: { ...this.#here, document } });
      this.#addJob({ job_type: 'parse', document_id: document.id });
      return { path: 'documents.upload', result: { document, duplicate: false } };
    },
    /** As a worker does, and as `documents.retry` answers. */
    changeDocument: (pick) => {
      const document = this.tables.change('documents', pick, ({ version }) => ({
        status: 'parsed' as const,
        page_count: version,
      }));
      if (!document) return null;
      const { id: document_id, ...payload } = document;
      this.#announce({ type: 'document.status_updated', payload: { document_id, ...payload } });
      return { path: 'documents.retry', result: document };
    },
    removeDocument: (pick) => {
      const document_id = this.tables.remove('documents', pick);
      if (document_id === null) return null;
      this.#announce({ type: 'document.deleted', payload: { ...this.#here, document_id } });
      return { path: 'documents.remove', result: { document_id } };
    },
    changeJob: (pick) => {
      const job = this.tables.change('jobs', pick, ({ version }) => ({ progress: 1 / version }));
      if (job) this.#announceJob(job);
      return null;
    },
    createConversation: () => {
      if (!this.tables.isOpen) return null;
      const conversation: Conversation = {
        ...rowBasics,
        id: this.newId(),
        ...this.#here,
        title: 'C',
        last_message_at: null,
      };
      this.tables.rows.conversations.push(conversation);
      this.#announce({ type: 'conversation.created', payload: { ...this.#here, conversation } });
      return { path: 'conversations.create', result: conversation };
    },
    renameConversation: (pick) => {
      const conversation = this.tables.change('conversations', pick, ({ title }) => ({
        title: `${title}!`,
      }));
      if (!conversation) return null;
      this.#announce({ type: 'conversation.updated', payload: { ...this.#here, conversation } });
      return { path: 'conversations.rename', result: conversation };
    },
    removeConversation: (pick) => {
      const conversation_id = this.tables.remove('conversations', pick);
      if (conversation_id === null) return null;
      this.#announce({ type: 'conversation.deleted', payload: { ...this.#here, conversation_id } });
      return { path: 'conversations.remove', result: { conversation_id } };
    },
    sendMessage: (pick) => {
      const { conversations } = this.tables.rows;
      const conversation = conversations[pick % Math.max(conversations.length, 1)];
      return conversation ? this.send(conversation.id, this.newId()) : null;
    },
    /** As a worker does, and as `messages.stop` and `messages.regenerate` answer. */
    changeMessage: (pick) => {
      const message = this.tables.change('messages', pick, ({ version }) =>
        version % 3 === 0
          ? { status: 'pending' as const, content: '' }
          : { status: 'done' as const, content: `answer ${version}` },
      );
      if (!message) return null;
      const { id: message_id, ...payload } = message;
      this.#announce({ type: 'message.status_updated', payload: { message_id, ...payload } });
      return { path: 'messages.stop', result: message };
    },
  };

  newId(): string {
    this.#ids += 1;
    return id(this.#ids);
  }

  /** `messages.send`; null when the conversation is no more. */
  send(conversation_id: string, client_id: string): Answer | null {
    if (!this.tables.rows.conversations.some((row) => row.id === conversation_id)) return null;
    const user_message = this.#addMessage({
      role: 'user',
      status: 'done',
      conversation_id,
      client_id,
    });
    const ai_message = this.#addMessage({
      role: 'ai',
      status: 'pending',
      conversation_id,
      reply_to_id: user_message.id,
    });
    this.#addJob({ job_type: 'answer', message_id: ai_message.id, conversation_id });
    return { path: 'messages.send', result: { user_message, ai_message } };
  }

  get #here() {
    return { workspace_id: this.workspaceId };
  }

  #addMessage(
    of: Pick<Message, 'role' | 'status' | 'conversation_id'> & Partial<Message>,
  ): Message {
    const message: Message = {
      id: this.newId(),
      ...this.#here,
      content: '',
      citations: [],
      stopped: false,
      author_id: null,
      client_id: null,
      reply_to_id: null,
      model: null,
      error_message: null,
      created_at: at,
      version: 1,
      ...of,
    };
    const { conversation_id } = message;
    this.tables.rows.messages.push(message);
    this.#announce({
      type: 'message.created',
      payload: { ...this.#here, conversation_id, message },
    });
    return message;
  }

  #addJob(of: Pick<Job, 'job_type'> & Partial<Job>): void {
    const job: Job = {
      id: this.newId(),
      ...this.#here,
      status: 'queued',
      retry_count: 0,
      progress: null,
      document_id: null,
      message_id: null,
      conversation_id: null,
      error_message: null,
      run_at: at,
      created_at: at,
      updated_at: at,
      version: 1,
      ...of,
    };
    this.tables.rows.jobs.push(job);
    this.#announceJob(job);
  }

  #announceJob({ id: job_id, ...job }: Job): void {
    this.#announce({ type: 'job.status_updated', payload: { job_id, ...job } });
  }

  #announce(event: NewEvent): void {
    this.#log(this.workspaceId, event);
  }

  #logOfWorkspace(workspaceId: string, event: NewEvent): void {
    this.#log(ownScope, event);
    if (workspaceId === this.workspaceId) this.#announce(event);
  }

  #log(scope: string, event: NewEvent): void {
    must(this.logs[scope], scope).push(structuredClone(event));
  }
}

/** Ids sort by time, as UUIDv7 do. */
function id(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}
