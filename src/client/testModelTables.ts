import type { Conversation } from '#contract/conversations.ts';
import { someLiveSettings } from '#client/testRows.ts';
import type { Customer } from '#contract/customers.ts';
import type { Document } from '#contract/documents.ts';
import { isOpenJob, type Job } from '#contract/jobs.ts';
import type { CannedReply } from '#contract/live.ts';
import type { Message } from '#contract/messages.ts';
import {
  MAX_NOTIFICATIONS,
  type Notification,
  type NotificationSettings,
} from '#contract/notifications.ts';
import type { Participant } from '#contract/participants.ts';
import type { Workspace } from '#contract/workspaces.ts';

/** A mutation's answer, under the mutation's path. */
export type Answer = { path: string; result: unknown };

/** What a query is answered when what it asks for is not there, or no more. */
export const notFound = Symbol('not found');

export type QueryInput = {
  workspace_id?: string;
  document_id?: string;
  conversation_id?: string;
  open?: boolean;
  limit?: number;
  before?: string | undefined;
  cursor?: string | null;
};

type Rows = {
  workspaces: Workspace[];
  documents: Document[];
  jobs: Job[];
  conversations: Conversation[];
  messages: Message[];
  participants: Participant[];
  customers: Customer[];
  cannedReplies: CannedReply[];
  notifications: Notification[];
};

const tablesOfWorkspace = [
  'documents',
  'conversations',
  'participants',
  'customers',
  'cannedReplies',
  'notifications',
] as const;

/** A model's rows, all in one workspace, and what each query would be answered now. `pick` chooses a row. */
export class ModelTables {
  readonly workspaceId: string;
  readonly rows: Rows;
  /** Private conversations in which the person takes no part at the moment. */
  readonly hidden = new Set<string>();
  liveSettings;
  notificationSettings: NotificationSettings;
  /** Whose answers these are. */
  readonly userId: string;

  constructor(workspace: Workspace, userId: string) {
    this.userId = userId;
    this.workspaceId = workspace.id;
    this.liveSettings = { ...someLiveSettings, workspace_id: workspace.id };
    this.notificationSettings = { user_id: userId, browser: {}, sound: false, version: 1 };
    this.rows = {
      workspaces: [workspace],
      documents: [],
      jobs: [],
      conversations: [],
      messages: [],
      participants: [],
      customers: [],
      cannedReplies: [],
      notifications: [],
    };
  }

  get isOpen(): boolean {
    return this.rows.workspaces.some(({ id }) => id === this.workspaceId);
  }

  /** The changed row, of the next version; null when there is none. */
  change<Table extends keyof Rows>(
    table: Table,
    pick: number,
    change: (row: Rows[Table][number]) => Partial<Rows[Table][number]>,
  ): Rows[Table][number] | null {
    const rows: Rows[Table][number][] = this.rows[table];
    const index = pick % Math.max(rows.length, 1);
    const row = rows[index];
    if (!row) return null;
    const changed = { ...row, ...change(row), version: row.version + 1 };
    rows[index] = changed;
    return changed;
  }

  /** With all that is in it. Seldom the first, which most of a story is about. */
  remove(
    table: 'workspaces' | 'documents' | 'conversations' | 'cannedReplies',
    pick: number,
  ): string | null {
    const rows: { id: string }[] = this.rows[table];
    const at = pick >= 95 ? 0 : 1 + (pick % Math.max(rows.length - 1, 1));
    const [row] = rows.splice(at, 1);
    if (!row) return null;
    const isOf = ({
      document_id,
      conversation_id,
    }: Partial<Pick<Job, 'document_id' | 'conversation_id'>>) =>
      row.id === document_id || row.id === conversation_id || row.id === this.workspaceId;
    this.rows.jobs = this.rows.jobs.filter((job) => !isOf(job));
    this.rows.messages = this.rows.messages.filter(
      ({ conversation_id }) => !isOf({ conversation_id }),
    );
    this.rows.participants = this.rows.participants.filter(
      ({ conversation_id }) => !isOf({ conversation_id }),
    );
    this.rows.notifications = this.rows.notifications.filter((each) => !isOf(each));
    if (!this.isOpen) for (const each of tablesOfWorkspace) this.rows[each] = [];
    return row.id;
  }

  /** As the server's list services answer, in their order. */
  answer(path: string, input: QueryInput): unknown {
    const { workspaces, documents, jobs, participants } = this.rows;
    const conversations = this.rows.conversations.filter(({ id }) => !this.hidden.has(id));
    const isShown = ({ conversation_id }: { conversation_id: string | null }) =>
      conversation_id === null || !this.hidden.has(conversation_id);
    const ofWorkspace = (rows: { id: string }[]) => (this.isOpen ? newestFirst(rows) : notFound);
    switch (path) {
      case 'workspaces.list':
        return [...workspaces];
      case 'documents.list':
        return ofWorkspace(
          newestFirst(documents.filter(({ id }) => !input.before || id < input.before)).slice(
            0,
            input.limit,
          ),
        );
      case 'conversations.list':
        return ofWorkspace(conversations);
      case 'customers.list':
        return ofWorkspace(this.rows.customers);
      case 'live.settings.get':
        return this.isOpen ? this.liveSettings : notFound;
      case 'live.cannedReplies.list':
        return this.isOpen ? [...this.rows.cannedReplies] : notFound;
      case 'notifications.list':
        return newestFirst(this.rows.notifications).slice(0, MAX_NOTIFICATIONS);
      case 'notifications.settings.get':
        return this.notificationSettings;
      case 'jobs.list':
        return ofWorkspace(
          jobs.filter(
            (job) =>
              isShown(job) &&
              (!input.document_id || job.document_id === input.document_id) &&
              (!input.open || isOpenJob(job)),
          ),
        );
      case 'conversations.participants.listOwn':
        return this.isOpen
          ? participants.filter((each) => isShown(each) && each.user_id === this.userId)
          : notFound;
      case 'conversations.participants.list':
        return conversations.some(({ id }) => id === input.conversation_id)
          ? participants.filter((each) => each.conversation_id === input.conversation_id)
          : notFound;
      case 'documents.get': {
        const document = documents.find(({ id }) => id === input.document_id);
        return document ? { ...document, jobs: this.answer('jobs.list', input) } : notFound;
      }
      case 'messages.list':
        return this.#messagePage(input);
    }
    throw new Error(`The model does not know ${path}`);
  }

  #isReadable(conversationId: string | undefined): boolean {
    return this.rows.conversations.some(({ id }) => id === conversationId && !this.hidden.has(id));
  }

  #messagePage({ conversation_id, cursor, limit = 50 }: QueryInput): unknown {
    if (!this.#isReadable(conversation_id)) return notFound;
    const rows = newestFirst(
      this.rows.messages.filter((row) => row.conversation_id === conversation_id),
    ).filter(({ id }) => !cursor || id < cursor);
    const items = rows.slice(0, limit);
    return { items, next_cursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}

function newestFirst<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((one, other) => (one.id < other.id ? 1 : -1));
}
