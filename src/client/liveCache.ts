import type { Query, QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query';
import { dropUnsent, mapPages, messagesOf, pagesOf, putUnsent } from '#client/cache/messages.ts';
import { type Delta, MessageStreams } from '#client/cache/messageStreams.ts';
import { inputOf, isLive, pathOf, reduceQuery } from '#client/cache/reducers.ts';
import type { EventBatch, NewEvent, ParleyEvent } from '#contract/events.ts';
import type { Message } from '#contract/messages.ts';

/**
 * Keeps the query cache equal to what the server would answer, by events alone.
 *
 * An event patches every query that it concerns. It is also kept as long as a fetch is under way that began
 * before it: that fetch may bring what was true before the event, so the event is applied again to its
 * result. Versions make the second time harmless, and a stale result new again.
 */
export class LiveCache {
  readonly #client: QueryClient;
  readonly #unsubscribe: () => void;
  /** Since the oldest fetch under way; `#journalStart` is the place of its first entry in all events ever. */
  #journal: NewEvent[] = [];
  #journalStart = 0;
  /** Where each fetch under way began, by query hash. */
  readonly #fetches = new Map<string, number>();
  readonly #streams = new MessageStreams();
  /** Ids of what was deleted, so that an old event or answer does not bring it back. */
  readonly #tombstones = new Set<string>();
  /** Written but not confirmed, by `client_id`. */
  readonly #unsent = new Map<string, Message>();
  #isApplying = false;

  constructor(client: QueryClient) {
    this.#client = client;
    this.#unsubscribe = client.getQueryCache().subscribe((event) => this.#onQueryEvent(event));
  }

  /** What a subscription brought. `isResumed`: it went on from an id, so that nothing was missed. */
  applyBatch(batch: EventBatch, { isResumed }: { isResumed: boolean }): void {
    for (const event of batch) this.#applyOne(event, isResumed);
  }

  /** Events, or what a call's answer tells before its events do. */
  apply(events: readonly NewEvent[]): void {
    for (const event of events) {
      const subject = subjectOf(event);
      if (subject.isDeleted) this.#tombstones.add(subject.id);
      else if (this.#tombstones.has(subject.id)) continue;
      if (event.type === 'message.created')
        this.#unsent.delete(event.payload.message.client_id ?? '');
      if (this.#fetches.size > 0) this.#journal.push(event);
      this.#patchAll(event);
      if (event.type === 'message.status_updated') this.#restoreStreams();
    }
  }

  /** A piece of an answer. True when the message must be fetched, because text before the piece is missing. */
  applyDelta(messageId: string, delta: Delta): boolean {
    let isBehind = false;
    for (const query of this.#messageQueries())
      for (const message of messagesOf(query.state.data))
        if (message.id === messageId) isBehind = this.#streams.add(message, delta) || isBehind;
    this.#restoreStreams();
    return isBehind;
  }

  /** A message that was fetched because text was missing. */
  applyMessage(message: Message): void {
    for (const query of this.#messageQueries()) {
      const pages = pagesOf(query.state.data);
      if (!pages) continue;
      const isNewer = (known: Message) =>
        known.id === message.id &&
        (known.version < message.version ||
          (known.version === message.version && known.content.length < message.content.length));
      const after = mapPages(pages, (items) =>
        items.map((known) => (isNewer(known) ? message : known)),
      );
      this.#set(query, after);
    }
    this.#restoreStreams();
  }

  /** Shows a message that has not been sent yet, unless its event was quicker. */
  showUnsent(message: Message): void {
    this.#unsent.set(message.client_id ?? message.id, message);
    for (const query of this.#messageQueriesOf(message.conversation_id)) {
      const pages = pagesOf(query.state.data);
      if (pages) this.#set(query, putUnsent(pages, message));
    }
  }

  discardUnsent(message: Message): void {
    this.#unsent.delete(message.client_id ?? message.id);
    for (const query of this.#messageQueriesOf(message.conversation_id)) {
      const pages = pagesOf(query.state.data);
      if (pages) this.#set(query, dropUnsent(pages, message));
    }
  }

  dispose(): void {
    this.#unsubscribe();
  }

  #applyOne(event: ParleyEvent, isResumed: boolean): void {
    if (event.type === 'sync.reset') this.#refetchLive();
    // What was fetched before the subscription began may miss what changed in between.
    else if (event.type === 'sync.ready') {
      if (!isResumed) this.#refetchLive();
    } else this.apply([event]);
  }

  #refetchLive(): void {
    void this.#client.invalidateQueries(
      { predicate: ({ queryKey, state }) => isLive(queryKey) && state.data !== undefined },
      { cancelRefetch: true },
    );
    // A fetch under way that has brought nothing yet began too early as well.
    void this.#client.refetchQueries(
      { predicate: (query) => isLive(query.queryKey) && isFirstFetch(query) },
      { cancelRefetch: true },
    );
  }

  #patchAll(event: NewEvent): void {
    for (const query of this.#client.getQueryCache().getAll()) {
      if (isGoneWith(query.queryKey, event))
        this.#client.removeQueries({ queryKey: query.queryKey, exact: true });
      else this.#patch(query, [event]);
    }
  }

  #patch(query: Query, events: readonly NewEvent[]): void {
    const before: unknown = query.state.data;
    const after = events.reduce((data, event) => reduceQuery(query.queryKey, data, event), before);
    this.#set(query, after);
  }

  #set(query: Query, data: unknown): void {
    if (data === query.state.data) return;
    this.#isApplying = true;
    this.#client.setQueryData(query.queryKey, data, { updatedAt: query.state.dataUpdatedAt });
    this.#isApplying = false;
  }

  #messageQueriesOf(conversationId: string): Query[] {
    return this.#messageQueries().filter(
      ({ queryKey }) => inputOf(queryKey)['conversation_id'] === conversationId,
    );
  }

  #messageQueries(): Query[] {
    const isMessages = ({ queryKey }: Query) => pathOf(queryKey) === 'messages.list';
    return this.#client.getQueryCache().getAll().filter(isMessages);
  }

  /** What the server has saved of an answer must not take back what has streamed of it. */
  #restoreStreams(): void {
    for (const query of this.#messageQueries()) {
      const pages = pagesOf(query.state.data);
      if (!pages) continue;
      const restore = (message: Message) => this.#streams.restore(message);
      this.#set(
        query,
        mapPages(pages, (items) => items.map(restore)),
      );
    }
  }

  #onQueryEvent(notice: QueryCacheNotifyEvent): void {
    const query = queryOf(notice);
    if (notice.type === 'removed') this.#endFetch(query);
    if (notice.type !== 'updated' || !isLive(query.queryKey)) return;
    const { action } = notice;
    if (action.type === 'fetch') this.#fetches.set(query.queryHash, this.#now());
    if (action.type === 'error') this.#endFetch(query);
    if (action.type === 'success' && !this.#isApplying && !action.manual) {
      const startedAt = this.#fetches.get(query.queryHash) ?? this.#now();
      const since = this.#journal.slice(startedAt - this.#journalStart);
      this.#endFetch(query);
      this.#patch(query, since);
      if (pathOf(query.queryKey) === 'messages.list') {
        for (const message of this.#unsent.values()) this.showUnsent(message);
        this.#restoreStreams();
      }
    }
  }

  #now(): number {
    return this.#journalStart + this.#journal.length;
  }

  #endFetch({ queryHash }: Query): void {
    if (!this.#fetches.delete(queryHash)) return;
    const oldest = Math.min(this.#now(), ...this.#fetches.values());
    this.#journal = this.#journal.slice(oldest - this.#journalStart);
    this.#journalStart = oldest;
  }
}

function queryOf(notice: QueryCacheNotifyEvent): Query {
  // oxlint-disable-next-line typescript/no-unsafe-return -- TanStack leaves its types open, and nothing here looks into its data without asking
  return notice.query;
}

const isFirstFetch = ({ state }: Query) =>
  state.data === undefined && state.fetchStatus === 'fetching';

/** Queries of what an event says is no more: another fetch of them could only fail. */
function isGoneWith(queryKey: readonly unknown[], event: NewEvent): boolean {
  const { workspace_id, document_id, conversation_id } = inputOf(queryKey);
  if (event.type === 'workspace.deleted') return workspace_id === event.payload.workspace_id;
  if (event.type === 'document.deleted')
    return pathOf(queryKey) !== 'jobs.list' && document_id === event.payload.document_id;
  return event.type === 'conversation.deleted' && conversation_id === event.payload.conversation_id;
}

/** Whom an event is about. */
function subjectOf(event: NewEvent): { id: string; isDeleted: boolean } {
  switch (event.type) {
    case 'workspace.created':
    case 'workspace.updated':
      return { id: event.payload.workspace.id, isDeleted: false };
    case 'workspace.deleted':
      return { id: event.payload.workspace_id, isDeleted: true };
    case 'document.created':
      return { id: event.payload.document.id, isDeleted: false };
    case 'document.status_updated':
      return { id: event.payload.document_id, isDeleted: false };
    case 'document.deleted':
      return { id: event.payload.document_id, isDeleted: true };
    case 'conversation.created':
    case 'conversation.updated':
      return { id: event.payload.conversation.id, isDeleted: false };
    case 'conversation.deleted':
      return { id: event.payload.conversation_id, isDeleted: true };
    case 'job.status_updated': {
      const { document_id, conversation_id, job_id } = event.payload;
      return { id: document_id ?? conversation_id ?? job_id, isDeleted: false };
    }
    case 'message.created':
    case 'message.status_updated':
      return { id: event.payload.conversation_id, isDeleted: false };
  }
}
