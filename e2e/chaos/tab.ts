import { InfiniteQueryObserver, type QueryKey, QueryObserver } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { createParleyClient } from '#client/client.ts';
import { ownScope } from '#client/liveQuery.ts';
import { createQueryClient } from '#client/queryClient.ts';
import { trpc } from '#client/trpc.ts';
import type { Message } from '#contract/messages.ts';

type Client = ReturnType<typeof createParleyClient>['client'];
type Fetch = () => Promise<unknown>;

const newestPage: string | null = null;

/**
 * One tab without a screen: the product's own client and live cache, with a query of each kind open. It also
 * writes down every durable event that its subscriptions bring.
 */
export class Tab {
  readonly #parley;
  readonly #cache;
  readonly #fetches = new Map<string, { key: QueryKey; fetch: Fetch }>();
  readonly #stops: (() => void)[] = [];
  readonly #positions = new Map<string, number>();
  /** By scope, each event's offset in the order in which they came. */
  readonly offsets = new Map<string, number[]>();
  resets = 0;

  constructor({ userId, ...options }: { url: string; token: string; userId: string }) {
    this.#parley = createParleyClient(options);
    this.#cache = createQueryClient(userId);
  }

  get client(): Client {
    return this.#parley.client;
  }

  /** Subscribes to the workspace and to the caller's own scope, and opens their lists. */
  openWorkspace(workspace_id: string): void {
    const { client } = this;
    this.#follow(undefined);
    this.#follow(workspace_id);
    this.#observe(getQueryKey(trpc.workspaces.list, undefined, 'query'), () =>
      client.workspaces.list.query(),
    );
    this.#observe(getQueryKey(trpc.documents.list, { workspace_id }, 'query'), () =>
      client.documents.list.query({ workspace_id }),
    );
    this.#observe(getQueryKey(trpc.conversations.list, { workspace_id }, 'query'), () =>
      client.conversations.list.query({ workspace_id }),
    );
  }

  openDocument(document_id: string): void {
    this.#observe(getQueryKey(trpc.documents.get, { document_id }, 'query'), () =>
      this.client.documents.get.query({ document_id }),
    );
  }

  openConversation(conversation_id: string): void {
    const { client } = this;
    const queryKey = getQueryKey(trpc.messages.list, { conversation_id }, 'infinite');
    const observer = new InfiniteQueryObserver(this.#cache.queryClient, {
      queryKey,
      queryFn: ({ pageParam }) =>
        client.messages.list.query({ conversation_id, cursor: pageParam }),
      initialPageParam: newestPage,
      getNextPageParam: ({ next_cursor }) => next_cursor,
    });
    this.#stops.push(observer.subscribe(() => {}));
    this.#fetches.set(JSON.stringify(queryKey), {
      key: queryKey,
      fetch: () => allMessages(client, conversation_id),
    });
  }

  /** Nothing is being fetched, nothing waits to be, and no query has failed. */
  isCalm(): boolean {
    const queries = this.#cache.queryClient.getQueryCache().getAll();
    return queries.every(
      ({ state }) =>
        state.fetchStatus === 'idle' && !state.isInvalidated && state.data !== undefined,
    );
  }

  /** Up to where the scope has been seen. */
  position(scope: string): number {
    return this.#positions.get(scope) ?? -1;
  }

  /** What each query shows, and what fetching it anew would show. */
  async compare(): Promise<{ name: string; cached: unknown; fetched: unknown }[]> {
    const comparisons = [];
    for (const [name, { key, fetch }] of this.#fetches) {
      const data = this.#cache.queryClient.getQueryData(key);
      const fetched = await fetch();
      if (isPages(data) && Array.isArray(fetched)) {
        const cached = data.pages.flatMap(({ items }) => items);
        comparisons.push({ name, cached, fetched: fetched.slice(0, cached.length) });
      } else comparisons.push({ name, cached: data, fetched });
    }
    return comparisons;
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#cache.liveCache.dispose();
    this.#cache.queryClient.clear();
    await this.#parley.close();
  }

  #observe(queryKey: QueryKey, queryFn: Fetch): void {
    const observer = new QueryObserver(this.#cache.queryClient, { queryKey, queryFn });
    this.#stops.push(observer.subscribe(() => {}));
    this.#fetches.set(JSON.stringify(queryKey), { key: queryKey, fetch: queryFn });
  }

  #follow(workspace_id: string | undefined): void {
    const scope = workspace_id ?? ownScope;
    const seen: number[] = [];
    this.offsets.set(scope, seen);
    const { lastEventId, receive } = this.#cache.liveCache.follow(scope);
    const { unsubscribe } = this.client.onEvent.subscribe(
      { workspace_id, lastEventId },
      {
        onData: (message) => {
          receive(message);
          for (const { type, offset } of message.data) {
            this.#positions.set(scope, offset);
            if (type === 'sync.reset') this.resets += 1;
            else if (type !== 'sync.ready') seen.push(offset);
          }
        },
      },
    );
    this.#stops.push(unsubscribe);
  }
}

const isPages = (data: unknown): data is { pages: { items: Message[] }[] } =>
  typeof data === 'object' && data !== null && 'pages' in data;

async function allMessages(client: Client, conversation_id: string): Promise<Message[]> {
  const all: Message[] = [];
  let cursor: string | null = newestPage;
  do {
    const page: { items: Message[]; next_cursor: string | null } = await client.messages.list.query(
      { conversation_id, cursor, limit: 100 },
    );
    all.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return all;
}
