import { InfiniteQueryObserver, type QueryKey, QueryObserver } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { fetchDocuments } from '#client/fetchDocuments.ts';
import { createQueryClient } from '#client/queryClient.ts';
import { testId } from '#client/testRows.ts';
import { notFound, type QueryInput } from '#client/testModelTables.ts';
import { Document } from '#contract/documents.ts';
import { MessagePage } from '#contract/messages.ts';
import { must } from '#shared/must.ts';

export type TestQuery = { queryKey: QueryKey; path: string; input: QueryInput };
type TabOptions = {
  userId?: string;
  documentPages?: { first: number; further: number } | undefined;
};
type Read = (path: string, input: QueryInput) => unknown;

const newestPage: string | null = null;

/** Lets promises that are settled be noticed. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A call whose moment of reading, and of arriving, the test decides. */
class HeldCall {
  readonly #answer = Promise.withResolvers<unknown>();
  readonly #read: () => unknown;
  #result: { value: unknown } | null = null;

  constructor(read: () => unknown) {
    this.#read = read;
  }

  get promise(): Promise<unknown> {
    return this.#answer.promise;
  }

  read(): void {
    this.#result ??= { value: this.#read() };
  }

  finish(): void {
    this.read();
    const value = this.#result?.value;
    if (value === notFound) this.#answer.reject(refusal);
    else this.#answer.resolve(structuredClone(value));
  }

  fail(): void {
    this.#answer.reject(new Error('The network is away'));
  }
}

const refusal = new TRPCClientError('Not found', {
  result: { error: { code: -32004, message: 'Not found', data: { httpStatus: 404 } } },
});

/** A tab without a screen: the real query client and live cache, and a network that the test holds. */
export class TestLiveClient {
  readonly queryClient;
  readonly liveCache;
  readonly #read: Read;
  readonly #documentPages: TabOptions['documentPages'];
  readonly #observed = new Map<TestQuery, { more: () => void; stop: () => void }>();
  #calls: HeldCall[] = [];

  /** `userId`: whose tab it is; `documentPages`: how large the pages are in which documents are fetched. */
  constructor(read: Read, { userId = testId(0), documentPages }: TabOptions = {}) {
    this.#read = read;
    this.#documentPages = documentPages;
    const { queryClient, liveCache } = createQueryClient(userId);
    this.queryClient = queryClient;
    this.liveCache = liveCache;
    const { queries } = queryClient.getDefaultOptions();
    queryClient.setDefaultOptions({ queries: { ...queries, retry: false, gcTime: Infinity } });
  }

  /** A component with the query appears. */
  observe(query: TestQuery): void {
    if (this.#observed.has(query)) return;
    const { queryKey, path } = query;
    if (path !== 'messages.list') {
      const queryFn = () =>
        path === 'documents.list' ? this.#fetchDocuments(query) : this.#call(query, {});
      const observer = new QueryObserver(this.queryClient, { queryKey, queryFn });
      this.#observed.set(query, { more: () => {}, stop: observer.subscribe(() => {}) });
      return;
    }
    const observer = new InfiniteQueryObserver(this.queryClient, {
      queryKey,
      queryFn: async ({ pageParam }) =>
        MessagePage.parse(await this.#call(query, { cursor: pageParam })),
      initialPageParam: newestPage,
      getNextPageParam: ({ next_cursor }) => next_cursor,
    });
    const stop = observer.subscribe(() => {});
    this.#observed.set(query, { more: () => void observer.fetchNextPage(), stop });
  }

  unobserve(query: TestQuery): void {
    this.#observed.get(query)?.stop();
    this.#observed.delete(query);
  }

  fetchMore(query: TestQuery): void {
    this.#observed.get(query)?.more();
  }

  /** The server reads what a call under way asks for. */
  readCall(pick: number): void {
    this.#calls[pick % this.#calls.length]?.read();
  }

  async endCall(pick: number, how: 'finish' | 'fail'): Promise<void> {
    const [call] = this.#calls.splice(pick % Math.max(this.#calls.length, 1), 1);
    call?.[how]();
    await settled();
  }

  async finishCalls(): Promise<void> {
    await settled();
    while (this.#calls.length > 0) await this.endCall(0, 'finish');
  }

  get callsUnderWay(): number {
    return this.#calls.length;
  }

  [Symbol.dispose](): void {
    for (const { stop } of this.#observed.values()) stop();
    this.liveCache.dispose();
    this.queryClient.clear();
  }

  #fetchDocuments(query: TestQuery): Promise<readonly Document[]> {
    const { queryKey } = query;
    return fetchDocuments(must(query.input.workspace_id, 'a workspace'), {
      fetchPage: async (page) => z.array(Document).parse(await this.#call(query, page)),
      liveCache: this.liveCache,
      queryKey,
      isFirst: this.queryClient.getQueryData(queryKey) === undefined,
      sizes: this.#documentPages,
    });
  }

  #call({ path, input }: TestQuery, page: QueryInput): Promise<unknown> {
    const call = new HeldCall(() => this.#read(path, { ...input, ...page }));
    this.#calls.push(call);
    return call.promise;
  }
}
