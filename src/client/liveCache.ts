import {
  notifyManager,
  type Query,
  type QueryCacheNotifyEvent,
  type QueryClient,
  type QueryKey,
  type QueryState,
} from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import type { Delta } from '#client/cache/activity.ts';
import {
  type Applied,
  applyChanges,
  deletedBy,
  liveQueries,
  revivedBy,
  subjectsOf,
} from '#client/cache/apply.ts';
import { isEnded, isSent, type MessagePages, messagesOf } from '#client/cache/messages.ts';
import { messageStatusUpdated } from '#client/changesOfResult.ts';
import { ChangeJournal } from '#client/changeJournal.ts';
import { isRefusal } from '#client/isRefusal.ts';
import type { CachedQuery, Change, LiveQuery } from '#client/liveQuery.ts';
import { MessageOverlay } from '#client/messageOverlay.ts';
import { trpc } from '#client/trpc.ts';
import type { EventBatch, ParleyEvent } from '#contract/events.ts';
import type { Message } from '#contract/messages.ts';

/** One subscription to a scope, as the cache sees it. */
export type Follower = {
  /** From where the subscription is to go on; undefined: from now. */
  lastEventId: string | undefined;
  /** What the subscription brought: one tracked message. */
  receive: (message: { id: string; data: EventBatch }) => void;
};

/**
 * Keeps the query cache equal to what the server would answer, by events alone (ADR 0009).
 *
 * A change patches every query that it concerns, and is applied again to the result of each fetch that began
 * before it. Versions make the second time harmless and keep a fetch from taking anything back; what was
 * deleted stays so. A fetch is done again only where events cannot make it good: it began before the first
 * subscription of its scope was live, or the log no longer reaches back to what the cache has.
 */
export class LiveCache {
  readonly #client: QueryClient;
  readonly #overlay = new MessageOverlay();
  readonly #liveQueries: readonly LiveQuery[];
  readonly #journal = new ChangeJournal();
  readonly #unsubscribe: () => void;
  /** Each live query's state as of its latest action. */
  readonly #states = new WeakMap<Query, QueryState>();
  /** What was deleted, by id, and its last version, so that an old event or answer does not bring it back. */
  readonly #tombstones = new Map<string, number>();
  /** The id of the last batch of each scope; no query of the scope misses anything up to it. */
  readonly #positions = new Map<string, string>();
  /** Queries whose data is of another log, so that its versions say nothing. */
  readonly #outdated = new WeakSet<Query>();
  /** Counts fetches and mutations, and holds each query's latest fetch. */
  #clock = 0;
  readonly #fetchedAt = new WeakMap<Query, number>();

  /** `userId`: whose cache it is. */
  constructor(client: QueryClient, userId: string) {
    this.#client = client;
    this.#liveQueries = liveQueries(this.#overlay, userId);
    this.#unsubscribe = client.getQueryCache().subscribe((notice) => this.#onNotice(notice));
  }

  /**
   * To be called when a subscription to the scope begins. The scope's next one goes on from where the last
   * one ended; only the first has queries fetched again that were fetched before it was live.
   */
  follow(scope: string): Follower {
    const lastEventId = this.#positions.get(scope);
    let isCaughtUp = lastEventId !== undefined;
    const apply = (event: ParleyEvent) => {
      if (event.type === 'sync.reset') this.#reset(scope);
      else if (event.type !== 'sync.ready') this.#apply(event);
      else if (isCaughtUp) this.#refetch(this.#brokenQueriesOf(scope));
      else this.#distrust(scope);
      if (event.type === 'sync.ready' || event.type === 'sync.reset') isCaughtUp = true;
    };
    return {
      lastEventId,
      receive: ({ id, data }) => {
        notifyManager.batch(() => data.forEach(apply));
        if (isCaughtUp) this.#positions.set(scope, id);
      },
    };
  }

  /**
   * To be called when a mutation begins; the result takes what its answer tells before its events do. What
   * has been fetched meanwhile may be newer than the answer, and is left to the events.
   */
  expectAnswer(): (changes: readonly Change[]) => void {
    const since = (this.#clock += 1);
    return (changes) => {
      notifyManager.batch(() => changes.forEach((change) => this.#apply(change, since)));
    };
  }

  /** What a fetch under way has brought so far, of a query that had nothing to show before it. */
  showPart(queryKey: QueryKey, part: unknown): void {
    const query = this.#client.getQueryCache().find({ queryKey, exact: true });
    const live = query && this.#liveQueryOf(query);
    if (!live) return;
    const known = query.state.data;
    const missed = this.#journal.missedBy(query.queryHash);
    const data = live.keepNewer(part, known);
    const shown = applyChanges(live, { queryKey, data }, missed);
    this.#write(query, { ...shown, data: live.keepNewer(shown.data, known) });
  }

  /** A piece of an answer. True when text before it has been missed: fetch the message, and apply that. */
  applyDelta(messageId: string, delta: Delta): boolean {
    this.#overlay.addDelta(messageId, delta);
    this.#layOverlay();
    return this.#overlay.hasGap(messageId);
  }

  /** A message that was fetched alone, because text of it had been missed. */
  applyMessage(message: Message): void {
    this.expectAnswer()([messageStatusUpdated(message)]);
  }

  /** Shows a message that the server has not confirmed, unless its event was quicker. */
  showUnsent(message: Message): void {
    this.#overlay.addUnsent(message);
    this.#layOverlay();
  }

  discardUnsent(clientId: string): void {
    this.#overlay.removeUnsent(clientId);
    this.#layOverlay();
  }

  /** The answers that have not ended, of those that are loaded. */
  unfinishedIn(conversation_id: string): string[] {
    const queryKey = getQueryKey(trpc.messages.list, { conversation_id }, 'infinite');
    const pages = this.#client.getQueriesData<MessagePages>({ queryKey });
    const messages = pages.flatMap(([, data]) => messagesOf(data));
    return messages.flatMap((message) => (isEnded(message) || !isSent(message) ? [] : message.id));
  }

  /** Is this query kept fresh by events? */
  isLive(query: Query): boolean {
    return this.#liveQueryOf(query) !== null;
  }

  dispose(): void {
    this.#unsubscribe();
  }

  /** `since`: the beginning of the mutation that it is the answer of; null for an event. */
  #apply(change: Change, since: number | null = null): void {
    const deleted = deletedBy(change);
    if (deleted) this.#tombstones.set(deleted.id, deleted.version);
    const revived = since === null ? revivedBy(change) : null;
    if (revived && (this.#tombstones.get(revived.id) ?? 0) < revived.version)
      this.#tombstones.delete(revived.id);
    if (subjectsOf(change).some((id) => id !== null && this.#tombstones.has(id))) return;
    // An answer comes in no order with what is fetched; a deletion needs none.
    const isOrdered = since === null || deleted !== null;
    if (isOrdered) this.#journal.add(change);
    if (isOrdered) this.#overlay.apply(change);
    for (const [query, live] of this.#queries())
      if (isOrdered || (this.#fetchedAt.get(query) ?? 0) < since)
        this.#write(query, applyChanges(live, dataOf(query), [change]));
    if (isOrdered) this.#refetchAfter(change);
  }

  /** What the change does not tell itself, but lets the person see. */
  #refetchAfter(change: Change): void {
    const queries = this.#queries();
    this.#distrustQueries(queries.filter(([query, live]) => live.isWidened(dataOf(query), change)));
    for (const [query, live] of queries)
      if (live.isOutdated(dataOf(query), change)) query.invalidate();
    const opened = queries.filter(
      ([query, live]) => isRefusal(query.state.error) && live.isOpened(dataOf(query), change),
    );
    this.#refetch(new Set(opened.map(([query]) => query)));
  }

  #write(query: Query, { data, isGone }: Applied): void {
    if (isGone) return this.#client.getQueryCache().remove(query);
    if (data === query.state.data) return;
    const { dataUpdatedAt, isInvalidated } = query.state;
    this.#client.setQueryData(query.queryKey, data, { updatedAt: dataUpdatedAt });
    // Patching is no fetching: what had to be fetched again still has to.
    if (isInvalidated) query.invalidate();
  }

  #layOverlay(): void {
    notifyManager.batch(() => {
      for (const [query, live] of this.#queries())
        this.#write(query, applyChanges(live, dataOf(query), []));
    });
  }

  #onNotice(notice: QueryCacheNotifyEvent): void {
    const query = queryOf(notice);
    const live = this.#liveQueryOf(query);
    if (!live) return;
    if (notice.type === 'removed') this.#journal.endFetch(query.queryHash);
    // Observers give notice of a new state before the action itself does.
    if (notice.type !== 'updated') return;
    const { action } = notice;
    const before = this.#states.get(query);
    this.#states.set(query, query.state);
    if (action.type === 'fetch') this.#journal.beginFetch(query.queryHash);
    if (action.type === 'success' && !action.manual) this.#onFetched(query, live, before);
    else if (query.state.fetchStatus === 'idle') {
      const { missed, isTrusted } = this.#journal.endFetch(query.queryHash);
      // The refusal may be older than what made an end of it.
      const isOld = !isTrusted || missed.some((change) => live.isOpened(dataOf(query), change));
      if (action.type === 'error' && isRefusal(action.error) && isOld)
        this.#refetch(new Set([query]));
    }
  }

  #onFetched(query: Query, live: LiveQuery, before: QueryState | undefined): void {
    this.#fetchedAt.set(query, (this.#clock += 1));
    const { missed, isTrusted } = this.#journal.endFetch(query.queryHash);
    const known = this.#outdated.has(query) ? undefined : before?.data;
    if (isTrusted) this.#outdated.delete(query);
    const data = live.keepNewer(query.state.data, known);
    const { data: changed, isGone } = applyChanges(
      live,
      { queryKey: query.queryKey, data },
      missed,
    );
    // Once more: of what was deleted since, a missed change may bring back an older state than was shown.
    this.#write(query, { data: live.keepNewer(changed, known), isGone });
    if (missed.some((change) => live.isOutdated(dataOf(query), change))) query.invalidate();
    // A further page brings no news of those before it.
    const isStillStale = before?.isInvalidated === true && before.fetchMeta?.fetchMore != null;
    if (!isTrusted || isStillStale) this.#refetch(new Set([query]));
  }

  /** The log does not reach back to what the cache has, or is another one: what is known counts no more. */
  #reset(scope: string): void {
    this.#tombstones.clear();
    this.#journal.clear();
    for (const [query] of this.#queriesOf(scope)) this.#outdated.add(query);
    this.#distrust(scope);
  }

  /** What was fetched, or is being fetched, before a subscription began may miss what changed in between. */
  #distrust(scope: string): void {
    this.#distrustQueries(this.#queriesOf(scope));
  }

  #distrustQueries(queries: [Query, LiveQuery][]): void {
    const stale = new Set<Query>();
    for (const [query] of queries) {
      if (query.state.fetchStatus !== 'idle') this.#journal.distrust(query.queryHash);
      else stale.add(query);
    }
    this.#refetch(stale);
  }

  /** Those whose last fetch failed while the server could not be reached. */
  #brokenQueriesOf(scope: string): Set<Query> {
    const isBroken = ({ state }: Query) =>
      state.fetchStatus === 'idle' && (state.isInvalidated || state.error !== null);
    return new Set(
      this.#queriesOf(scope).flatMap(([query]) =>
        isBroken(query) && !isRefusal(query.state.error) ? [query] : [],
      ),
    );
  }

  #refetch(queries: ReadonlySet<Query>): void {
    if (queries.size === 0) return;
    void this.#client.invalidateQueries({ predicate: (query) => queries.has(query) });
  }

  #queriesOf(scope: string): [Query, LiveQuery][] {
    return this.#queries().filter(([query, live]) => live.isInScope(dataOf(query), scope));
  }

  #queries(): [Query, LiveQuery][] {
    return this.#client
      .getQueryCache()
      .getAll()
      .flatMap((query): [Query, LiveQuery][] => {
        const live = this.#liveQueryOf(query);
        return live ? [[query, live]] : [];
      });
  }

  #liveQueryOf({ queryKey }: Query): LiveQuery | null {
    return this.#liveQueries.find(({ isOf }) => isOf(queryKey)) ?? null;
  }
}

const dataOf = ({ queryKey, state }: Query): CachedQuery => ({ queryKey, data: state.data });

function queryOf(notice: QueryCacheNotifyEvent): Query {
  // oxlint-disable-next-line typescript/no-unsafe-return -- TanStack leaves its types open, and nothing here looks into its data without asking
  return notice.query;
}
