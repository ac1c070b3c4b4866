import { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LiveCache } from '#client/liveCache.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Document } from '#contract/documents.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Job } from '#contract/jobs.ts';
import type { Message } from '#contract/messages.ts';
import type { Workspace } from '#contract/workspaces.ts';
import { must } from '#shared/must.ts';

const at = '2026-01-01T00:00:00.000Z';
const workspace_id = '00000000-0000-7000-8000-000000000000';

/** The truth: rows, the events of their changes, and what each query would answer now. */
class ModelServer {
  readonly log: NewEvent[] = [];
  workspaces: Workspace[] = [];
  documents: Document[] = [];
  jobs: Job[] = [];
  conversations: Conversation[] = [];
  messages: Message[] = [];
  #ids = 0;
  readonly verbs: Record<string, (pick: number) => void> = {
    createWorkspace: () => {
      const workspace = {
        id: this.#id(),
        name: 'W',
        created_by: 'u',
        created_at: at,
        updated_at: at,
        version: 1,
      };
      this.workspaces.push(workspace);
      this.log.push({ type: 'workspace.created', payload: { workspace } });
    },
    renameWorkspace: (pick) =>
      this.#change(
        'workspaces',
        pick,
        (row) => ({ ...row, name: `${row.name}!` }),
        (workspace) => {
          this.log.push({ type: 'workspace.updated', payload: { workspace } });
        },
      ),
    removeWorkspace: (pick) =>
      this.#remove('workspaces', pick, ({ id }) => {
        this.log.push({ type: 'workspace.deleted', payload: { workspace_id: id } });
      }),
    upload: () => {
      const document: Document = {
        id: this.#id(),
        workspace_id,
        file_name: 'f',
        mime_type: 'text/plain',
        size_bytes: 1,
        sha256: 's',
        status: 'pending',
        page_count: null,
        error_message: null,
        created_by: 'u',
        created_at: at,
        updated_at: at,
        version: 1,
      };
      this.documents.push(document);
      this.log.push({ type: 'document.created', payload: { workspace_id, document } });
      this.#addJob({
        job_type: 'parse',
        document_id: document.id,
        message_id: null,
        conversation_id: null,
      });
    },
    parseDocument: (pick) =>
      this.#change(
        'documents',
        pick,
        (row) => ({ ...row, status: 'parsed', page_count: row.version }),
        ({ id, ...document }) => {
          this.log.push({
            type: 'document.status_updated',
            payload: { document_id: id, ...document },
          });
        },
      ),
    removeDocument: (pick) =>
      this.#remove('documents', pick, ({ id }) => {
        this.jobs = this.jobs.filter(({ document_id }) => document_id !== id);
        this.log.push({ type: 'document.deleted', payload: { workspace_id, document_id: id } });
      }),
    runJob: (pick) =>
      this.#change(
        'jobs',
        pick,
        (row) => ({ ...row, status: 'running', retry_count: row.version }),
        ({ id, ...job }) => {
          this.log.push({ type: 'job.status_updated', payload: { job_id: id, ...job } });
        },
      ),
    createConversation: () => {
      const conversation: Conversation = {
        id: this.#id(),
        workspace_id,
        title: 'C',
        created_by: 'u',
        created_at: at,
        updated_at: at,
        last_message_at: null,
        version: 1,
      };
      this.conversations.push(conversation);
      this.log.push({ type: 'conversation.created', payload: { workspace_id, conversation } });
    },
    renameConversation: (pick) =>
      this.#change(
        'conversations',
        pick,
        (row) => ({ ...row, title: `${row.title}!` }),
        (conversation) => {
          this.log.push({ type: 'conversation.updated', payload: { workspace_id, conversation } });
        },
      ),
    removeConversation: (pick) =>
      this.#remove('conversations', pick, ({ id }) => {
        this.messages = this.messages.filter(({ conversation_id }) => conversation_id !== id);
        this.jobs = this.jobs.filter(({ conversation_id }) => conversation_id !== id);
        this.log.push({
          type: 'conversation.deleted',
          payload: { workspace_id, conversation_id: id },
        });
      }),
    sendMessage: (pick) => {
      const conversation = this.conversations[pick % Math.max(this.conversations.length, 1)];
      if (!conversation) return;
      const user = this.#message(conversation.id, 'user');
      const ai = { ...this.#message(conversation.id, 'ai'), reply_to_id: user.id };
      for (const message of [user, ai]) {
        this.messages.push(message);
        this.log.push({
          type: 'message.created',
          payload: { workspace_id, conversation_id: conversation.id, message },
        });
      }
      this.#addJob({
        job_type: 'answer',
        document_id: null,
        message_id: ai.id,
        conversation_id: conversation.id,
      });
    },
    answerMessage: (pick) =>
      this.#change(
        'messages',
        pick,
        (row) => ({ ...row, status: 'done', content: `answer ${row.version}` }),
        ({ id, ...message }) => {
          this.log.push({
            type: 'message.status_updated',
            payload: { message_id: id, ...message },
          });
        },
      ),
  };

  /** As the server's list services answer. */
  answer(path: string, input: { conversation_id?: string; document_id?: string }): unknown {
    const newest = <Row extends { id: string }>(rows: Row[]) =>
      rows.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    switch (path) {
      case 'workspaces.list':
        return [...this.workspaces];
      case 'documents.list':
        return newest(this.documents);
      case 'conversations.list':
        return newest(this.conversations);
      case 'jobs.list':
        return newest(
          this.jobs.filter((job) => !input.document_id || job.document_id === input.document_id),
        );
      case 'documents.get': {
        const document = this.documents.find(({ id }) => id === input.document_id);
        return document && { ...document, jobs: this.answer('jobs.list', input) };
      }
      default: {
        const items = newest(
          this.messages.filter((message) => message.conversation_id === input.conversation_id),
        );
        return { pages: [{ items, next_cursor: null }], pageParams: [null] };
      }
    }
  }

  #id(): string {
    this.#ids += 1;
    return `00000000-0000-7000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  #message(conversation_id: string, role: Message['role']): Message {
    return {
      id: this.#id(),
      workspace_id,
      conversation_id,
      role,
      author_id: null,
      content: '',
      status: 'pending',
      citations: [],
      client_id: null,
      reply_to_id: null,
      model: null,
      stopped: false,
      error_message: null,
      created_at: at,
      version: 1,
    };
  }

  #addJob(of: Pick<Job, 'job_type' | 'document_id' | 'message_id' | 'conversation_id'>): void {
    const job: Job = {
      ...of,
      id: this.#id(),
      workspace_id,
      status: 'queued',
      retry_count: 0,
      progress: null,
      error_message: null,
      run_at: at,
      created_at: at,
      updated_at: at,
      version: 1,
    };
    this.jobs.push(job);
    const { id, ...rest } = job;
    this.log.push({ type: 'job.status_updated', payload: { job_id: id, ...rest } });
  }

  #change<Table extends 'workspaces' | 'documents' | 'jobs' | 'conversations' | 'messages'>(
    table: Table,
    pick: number,
    change: (row: this[Table][number]) => this[Table][number],
    announce: (row: this[Table][number]) => void,
  ): void {
    const rows: this[Table][number][] = this[table];
    const index = pick % Math.max(rows.length, 1);
    const row = rows[index];
    if (!row) return;
    const changed = { ...change(row), version: row.version + 1 };
    rows[index] = changed;
    announce(changed);
  }

  #remove(
    table: 'workspaces' | 'documents' | 'conversations',
    pick: number,
    announce: (row: { id: string }) => void,
  ): void {
    const rows: { id: string }[] = this[table];
    const [row] = rows.splice(pick % Math.max(rows.length, 1), 1);
    if (row) announce(row);
  }
}

type Step =
  | { kind: 'write'; verb: string; pick: number }
  | { kind: 'deliver'; amount: number }
  | { kind: 'repeat'; amount: number }
  | { kind: 'startFetch'; query: number }
  | { kind: 'readSnapshot'; query: number }
  | { kind: 'finishFetch'; query: number };

const verbNames = Object.keys(new ModelServer().verbs);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      verb: fc.constantFrom(...verbNames),
      pick: fc.nat(9),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      amount: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('repeat' as const),
      amount: fc.integer({ min: 1, max: 8 }),
    }),
  },
  ...(['startFetch', 'readSnapshot', 'finishFetch'] as const).map((kind) => ({
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant(kind), query: fc.nat(7) }),
  })),
);

/** A fetch whose reading of the truth and whose arrival the test decides. */
class HeldFetch {
  #snapshot: unknown;
  #hasRead = false;
  readonly #answer = Promise.withResolvers<unknown>();
  readonly done: Promise<unknown>;
  readonly #read: () => unknown;

  constructor(client: QueryClient, queryKey: readonly unknown[], read: () => unknown) {
    this.#read = read;
    this.done = client
      .query({ queryKey, queryFn: () => this.#answer.promise, staleTime: 0 })
      .catch(() => {});
  }

  readSnapshot(): void {
    if (!this.#hasRead) this.#snapshot = structuredClone(this.#read());
    this.#hasRead = true;
  }

  async finish(): Promise<void> {
    this.readSnapshot();
    if (this.#snapshot === undefined) this.#answer.reject(new Error('NOT_FOUND'));
    else this.#answer.resolve(this.#snapshot);
    await this.done;
  }
}

test('a cache that got only events equals a fresh fetch, for every write and every interleaving with fetches', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }),
      async (steps) => {
        const server = new ModelServer();
        const client = new QueryClient({
          defaultOptions: { queries: { retry: false, structuralSharing: false, gcTime: Infinity } },
        });
        const cache = new LiveCache(client);
        for (const verb of ['createWorkspace', 'upload', 'createConversation', 'sendMessage'])
          must(server.verbs[verb], verb)(0);
        const [document] = server.documents;
        const [conversation] = server.conversations;
        const queries = [
          { path: 'workspaces.list', input: undefined },
          { path: 'documents.list', input: { workspace_id } },
          { path: 'conversations.list', input: { workspace_id } },
          { path: 'jobs.list', input: { workspace_id } },
          { path: 'jobs.list', input: { workspace_id, document_id: document?.id } },
          { path: 'documents.get', input: { document_id: document?.id } },
          { path: 'messages.list', input: { conversation_id: conversation?.id } },
          {
            path: 'messages.list',
            input: { conversation_id: '00000000-0000-7000-8000-000000000007' },
          },
        ].map(({ path, input }) => ({
          key: [path.split('.'), { input, type: path === 'messages.list' ? 'infinite' : 'query' }],
          read: () => server.answer(path, input ?? {}),
        }));
        const fetches = new Map<number, HeldFetch>();
        let delivered = 0;
        for (const next of steps) {
          switch (next.kind) {
            case 'write':
              must(server.verbs[next.verb], next.verb)(next.pick);
              break;
            case 'deliver':
              cache.apply(server.log.slice(delivered, delivered + next.amount));
              delivered = Math.min(delivered + next.amount, server.log.length);
              break;
            case 'repeat':
              cache.apply(server.log.slice(Math.max(delivered - next.amount, 0), delivered));
              break;
            case 'startFetch': {
              const query = queries[next.query];
              if (query && !fetches.has(next.query))
                fetches.set(next.query, new HeldFetch(client, query.key, query.read));
              break;
            }
            case 'readSnapshot':
              fetches.get(next.query)?.readSnapshot();
              break;
            case 'finishFetch':
              await fetches.get(next.query)?.finish();
              fetches.delete(next.query);
              break;
          }
        }
        for (const fetch of fetches.values()) await fetch.finish();
        cache.apply(server.log.slice(delivered));
        const fetched = queries.filter(({ key }) => client.getQueryData(key) !== undefined);
        for (const { key, read } of fetched) expect(client.getQueryData(key)).toEqual(read());
        cache.dispose();
        client.clear();
      },
    ),
    { numRuns: 500 },
  );
});
