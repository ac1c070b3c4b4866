import { ownScope } from '#client/liveQuery.ts';
import { deskVerbNames, deskVerbs } from '#client/testModelDesk.ts';
import { type Answer, ModelTables } from '#client/testModelTables.ts';
import { aDocument, documentUpdated } from '#client/testRows.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Document } from '#contract/documents.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Job } from '#contract/jobs.ts';
import type { Message } from '#contract/messages.ts';
import type { Participant } from '#contract/participants.ts';
import { must } from '#shared/must.ts';

const at = '2026-01-01T00:00:00.000Z';
const rowBasics = { created_by: id(0), created_at: at, updated_at: at, version: 1 };

export const verbNames = [
  ...(['createWorkspace', 'renameWorkspace', 'removeWorkspace'] as const),
  ...(['uploadDocument', 'changeDocument', 'removeDocument', 'changeJob'] as const),
  ...(['createConversation', 'renameConversation', 'removeConversation'] as const),
  ...(['sendMessage', 'changeMessage', 'markRead'] as const),
  ...(['hideConversation', 'showConversation'] as const),
  ...deskVerbNames,
];
export type VerbName = (typeof verbNames)[number];

/**
 * A server in memory: each verb changes rows and writes the events of that to the logs of their scopes, as
 * the services do. Answers null where there was nothing to change, or to answer.
 */
export class ModelServer {
  readonly workspaceId = id(1);
  readonly tables = new ModelTables({ ...rowBasics, id: this.workspaceId, name: 'W' }, id(0));
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
    /** Every second is a new version of another. */
    uploadDocument: (pick) => {
      const { documents } = this.tables.rows;
      if (!this.tables.isOpen) return null;
      const documentId = this.newId();
      const before = pick % 2 === 1 ? documents[pick % Math.max(documents.length, 1)] : undefined;
      const series_id = before?.series_id ?? documentId;
      const document: Document = {
        ...aDocument(0),
        ...rowBasics,
        id: documentId,
        workspace_id: this.workspaceId,
        series_id,
        version_number: this.#nextNumber(series_id),
      };
      this.tables.rows.documents.push(document);
      this.#announce({ type: 'document.created', payload: { ...this.#here, document } });
      this.#addJob({ job_type: 'parse', document_id: document.id });
      return { path: 'documents.upload', result: { document, duplicate: false } };
    },
    /** As a worker does, and as `documents.retry` and `documents.restore` answer. */
    changeDocument: (pick) => {
      const document = this.tables.change('documents', pick, ({ version, series_id }) => ({
        status: 'parsed' as const,
        page_count: version,
        version_number: this.#nextNumber(series_id),
      }));
      if (!document) return null;
      this.#announce(documentUpdated(document));
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
    /** Every third is private, with this person and another in it. */
    createConversation: (pick) => {
      if (!this.tables.isOpen) return null;
      const conversation: Conversation = {
        ...rowBasics,
        id: this.newId(),
        ...this.#here,
        kind: 'ai',
        visibility: pick % 3 === 2 ? 'private' : 'workspace',
        title: 'C',
        last_message_at: null,
        last_seq: 0,
        customer_id: null,
        live_status: null,
        handler: null,
        assignee_id: null,
        snoozed_until: null,
      };
      this.tables.rows.conversations.push(conversation);
      this.#announceIn(conversation.id, {
        type: 'conversation.created',
        payload: { ...this.#here, conversation },
      });
      return { path: 'conversations.create', result: conversation };
    },
    renameConversation: (pick) => {
      const conversation = this.tables.change('conversations', pick, ({ title }) => ({
        title: `${title}!`,
      }));
      if (!conversation) return null;
      this.#announceIn(conversation.id, {
        type: 'conversation.updated',
        payload: { ...this.#here, conversation },
      });
      return this.#unlessHidden(conversation.id, {
        path: 'conversations.rename',
        result: conversation,
      });
    },
    removeConversation: (pick) => {
      const before = [...this.tables.rows.conversations];
      const told = new Set(this.tables.rows.notifications.map((row) => row.conversation_id));
      const conversation_id = this.tables.remove('conversations', pick);
      const removed = before.find((row) => row.id === conversation_id);
      if (!removed) return null;
      const payload = { ...this.#here, conversation_id: removed.id, version: removed.version + 1 };
      const event: NewEvent = { type: 'conversation.deleted', payload };
      this.#announceTo(removed, event);
      // The bell may know of it where the workspace's log is not heard.
      if (removed.visibility === 'workspace' && told.has(removed.id)) this.#log(ownScope, event);
      const result = { conversation_id };
      return this.#unlessHidden(removed.id, { path: 'conversations.remove', result });
    },
    sendMessage: (pick) => {
      const { conversations } = this.tables.rows;
      const conversation = conversations[pick % Math.max(conversations.length, 1)];
      return conversation ? this.send(conversation.id, this.newId()) : null;
    },
    /** As a worker does, and as `messages.stop`, `messages.regenerate` and `messages.resend` answer. */
    changeMessage: (pick) => {
      const message = this.tables.change('messages', pick, ({ version }) =>
        version % 3 === 0
          ? { status: 'pending' as const, content: '' }
          : {
              status: 'done' as const,
              content: `answer ${version}`,
              delivery: version % 2 === 0 ? ('failed' as const) : ('sent' as const),
            },
      );
      if (!message) return null;
      const { id: message_id, conversation_id, ...payload } = message;
      this.#announceIn(conversation_id, {
        type: 'message.status_updated',
        payload: { message_id, conversation_id, ...payload },
      });
      return this.#unlessHidden(conversation_id, { path: 'messages.stop', result: message });
    },
    /** By this person or another. */
    markRead: (pick) => {
      const { conversations, participants } = this.tables.rows;
      const conversation = conversations[pick % Math.max(conversations.length, 1)];
      if (!conversation) return null;
      const user_id = id(pick % 2);
      const at0 = participants.findIndex(
        (each) => each.conversation_id === conversation.id && each.user_id === user_id,
      );
      const participant =
        at0 === -1
          ? this.#addParticipant(conversation.id, user_id)
          : this.tables.change('participants', at0, ({ read_seq }) => ({ read_seq: read_seq + 1 }));
      if (!participant) return null;
      const type = at0 === -1 ? 'participant.created' : 'participant.updated';
      const payload = { ...this.#here, conversation_id: conversation.id, participant };
      this.#announceIn(conversation.id, { type, payload });
      return user_id === this.tables.userId
        ? this.#unlessHidden(conversation.id, {
            path: 'conversations.markRead',
            result: participant,
          })
        : null;
    },
    /** The person takes part in a private conversation no more. */
    hideConversation: (pick) => {
      const hidden = this.#changePrivate(pick, false);
      if (!hidden) return null;
      this.tables.hidden.add(hidden.id);
      this.tables.rows.participants = this.tables.rows.participants.filter(
        (each) => each.conversation_id !== hidden.id || each.user_id !== this.tables.userId,
      );
      this.tables.rows.notifications = this.tables.rows.notifications.filter(
        (each) => each.conversation_id !== hidden.id,
      );
      const payload = { ...this.#here, conversation_id: hidden.id, version: hidden.version };
      this.#log(ownScope, { type: 'conversation.deleted', payload });
      return null;
    },
    /** And again. */
    showConversation: (pick) => {
      const conversation = this.#changePrivate(pick, true);
      if (!conversation) return null;
      this.tables.hidden.delete(conversation.id);
      const participant = this.#addParticipant(conversation.id, this.tables.userId);
      this.#log(ownScope, {
        type: 'conversation.created',
        payload: { ...this.#here, conversation },
      });
      this.#log(ownScope, {
        type: 'participant.created',
        payload: { ...this.#here, conversation_id: conversation.id, participant },
      });
      return null;
    },
    ...deskVerbs({
      tables: this.tables,
      newId: () => this.newId(),
      announce: (event) => this.#announce(event),
      tellPerson: (event) => this.#log(ownScope, event),
    }),
  };

  newId(): string {
    this.#ids += 1;
    return id(this.#ids);
  }

  /** `messages.send`; null when the conversation is no more, or is not the person's. */
  send(conversation_id: string, client_id: string): Answer | null {
    const { conversations } = this.tables.rows;
    const place = conversations.findIndex((row) => row.id === conversation_id);
    if (place === -1 || this.tables.hidden.has(conversation_id)) return null;
    // As the services do: it counts its messages.
    const touched = this.tables.change('conversations', place, ({ last_seq }) => ({
      last_seq: last_seq + 2,
    }));
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
    if (touched)
      this.#announceIn(conversation_id, {
        type: 'conversation.updated',
        payload: { ...this.#here, conversation: touched },
      });
    return { path: 'messages.send', result: { user_message, ai_message } };
  }

  #nextNumber(seriesId: string): number {
    const versions = this.tables.rows.documents.filter(({ series_id }) => series_id === seriesId);
    return Math.max(0, ...versions.map(({ version_number }) => version_number)) + 1;
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
      seq: this.tables.rows.messages.length + 1,
      internal: false,
      notice: null,
      author_id: null,
      client_id: null,
      reply_to_id: null,
      model: null,
      error_message: null,
      delivery: null,
      delivery_error: null,
      attachment: null,
      created_at: at,
      version: 1,
      ...of,
    };
    const { conversation_id } = message;
    this.tables.rows.messages.push(message);
    this.#announceIn(conversation_id, {
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
    const event: NewEvent = { type: 'job.status_updated', payload: { job_id, ...job } };
    if (job.conversation_id === null) this.#announce(event);
    else this.#announceIn(job.conversation_id, event);
  }

  #addParticipant(conversation_id: string, user_id: string): Participant {
    const participant: Participant = {
      id: this.newId(),
      ...this.#here,
      conversation_id,
      user_id,
      read_seq: 0,
      created_at: at,
      version: 1,
    };
    this.tables.rows.participants.push(participant);
    return participant;
  }

  /** One of the private conversations that are hidden, or not, as its next version. */
  #changePrivate(pick: number, isHidden: boolean): Conversation | null {
    const { conversations } = this.tables.rows;
    const chosen = conversations.filter(
      (row) => row.visibility === 'private' && this.tables.hidden.has(row.id) === isHidden,
    );
    const one = chosen[pick % Math.max(chosen.length, 1)];
    return one ? this.tables.change('conversations', conversations.indexOf(one), () => ({})) : null;
  }

  /** What a person is told who asked for it; nobody else could. */
  #unlessHidden(conversationId: string, answer: Answer): Answer | null {
    return this.tables.hidden.has(conversationId) ? null : answer;
  }

  #announceIn(conversationId: string, event: NewEvent): void {
    const place = this.tables.rows.conversations.find(({ id: other }) => other === conversationId);
    this.#announceTo(must(place, 'its conversation'), event);
  }

  /** Where this person hears of a conversation, if at all. */
  #announceTo({ id: conversationId, visibility }: Conversation, event: NewEvent): void {
    if (visibility === 'workspace') this.#announce(event);
    else if (!this.tables.hidden.has(conversationId)) this.#log(ownScope, event);
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
