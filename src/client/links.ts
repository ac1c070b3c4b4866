import {
  createWSClient,
  httpBatchLink,
  httpLink,
  isNonJsonSerializable,
  retryLink,
  splitLink,
  type TRPCLink,
  wsLink,
} from '@trpc/client';
import type { AppRouter } from '#api/root.ts';
import { ConnectionStore } from '#client/connection.ts';
import { isRefusal } from '#client/isRefusal.ts';
import { ReconnectDelay, watchBrowserForReturn } from '#client/reconnectDelay.ts';
import { backoffMs } from '#shared/backoff.ts';

/** An access token, or how to get one that is fresh; null when nobody is signed in. */
export type TokenSource = string | (() => string | null | Promise<string | null>);

/** 1 s doubling to 30 s, plus up to a second so that many do not come back at once. */
const retryDelayMs = (attempt: number) =>
  backoffMs(attempt, { baseMs: 1_000, maxMs: 30_000, jitterMs: 1_000 });

/** An unused socket stays this long. Not 0: tRPC would look at it without pause for as long as it is used. */
const unusedSocketMs = 5_000;

/**
 * How calls travel: queries and mutations over HTTP, batched where they can be, subscriptions over one
 * WebSocket that is opened by the first of them and comes back by itself with a fresh token. A subscription
 * goes on after the last message it got, whatever broke it; only a refusal ends it.
 * @param url the server's origin, e.g. `http://localhost:3000`
 */
export function createLinks({ url, token }: { url: string; token: TokenSource }) {
  const { origin } = new URL(url);
  const getToken = async () => (typeof token === 'function' ? await token() : token);
  const connection = new ConnectionStore();
  const socket = createSocket(origin, getToken);
  const watching = socket.client.connectionState.subscribe({
    next: ({ state }) => connection.socketIs(state),
  });
  const links: TRPCLink<AppRouter>[] = [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: [
        retryLink({
          retry: ({ error }) => !isRefusal(error),
          retryDelayMs: (attempts) => retryDelayMs(attempts - 1),
        }),
        wsLink({ client: socket.client }),
      ],
      false: httpLinks(origin, getToken),
    }),
  ];
  return {
    links,
    connection,
    async close() {
      await socket.close();
      watching.unsubscribe();
    },
  };
}

type GetToken = () => Promise<string | null>;

function createSocket(origin: string, getToken: GetToken) {
  const delay = new ReconnectDelay(retryDelayMs, watchBrowserForReturn);
  const client = createWSClient({
    url: async () => {
      await delay.wait();
      return `${origin.replace(/^http/, 'ws')}/ws`;
    },
    connectionParams: async () => ({ token: (await getToken()) ?? '' }),
    lazy: { enabled: true, closeMs: unusedSocketMs },
    keepAlive: { enabled: true, intervalMs: 15_000, pongTimeoutMs: 5_000 },
    retryDelayMs: delay.next,
  });
  return {
    client,
    async close() {
      const closed = client.close();
      delay.abandon();
      await closed;
    },
  };
}

function httpLinks(origin: string, getToken: GetToken): TRPCLink<AppRouter> {
  const http = {
    url: `${origin}/api/trpc`,
    headers: async () => {
      const token = await getToken();
      return token ? { authorization: `Bearer ${token}` } : {};
    },
  };
  return splitLink({
    condition: ({ input }) => isNonJsonSerializable(input),
    true: httpLink(http),
    false: httpBatchLink({ ...http, maxItems: 20 }),
  });
}
