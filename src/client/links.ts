import {
  createWSClient,
  httpBatchLink,
  httpLink,
  isNonJsonSerializable,
  splitLink,
  type TRPCLink,
  wsLink,
} from '@trpc/client';
import type { AppRouter } from '#api/root.ts';
import { ConnectionStore } from '#client/connection.ts';
import { backoffMs } from '#shared/backoff.ts';

/** An access token, or how to get one that is fresh; null when nobody is signed in. */
export type TokenSource = string | (() => string | null | Promise<string | null>);

/** 1 s doubling to 30 s, plus up to a second so that many do not come back at once. */
const retryDelayMs = (attempt: number) =>
  backoffMs(attempt, { baseMs: 1_000, maxMs: 30_000, jitterMs: 1_000 });

/**
 * How calls travel: queries and mutations over HTTP, batched where they can be, subscriptions over one
 * WebSocket that is opened by the first of them and comes back by itself with a fresh token.
 * @param url the server's origin, e.g. `http://localhost:3000`
 */
export function createLinks({ url, token }: { url: string; token: TokenSource }) {
  const origin = new URL(url).origin;
  const getToken = async () => (typeof token === 'function' ? await token() : token);
  const headers = async () => {
    const current = await getToken();
    return current ? { authorization: `Bearer ${current}` } : {};
  };
  const connection = new ConnectionStore();
  const socket = createWSClient({
    url: `${origin.replace(/^http/, 'ws')}/ws`,
    connectionParams: async () => ({ token: (await getToken()) ?? '' }),
    lazy: { enabled: true, closeMs: 0 },
    keepAlive: { enabled: true, intervalMs: 30_000, pongTimeoutMs: 10_000 },
    retryDelayMs,
  });
  const watching = socket.connectionState.subscribe({
    next: ({ state }) => connection.socketIs(state),
  });
  const http = { url: `${origin}/api/trpc`, headers };
  const links: TRPCLink<AppRouter>[] = [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: wsLink({ client: socket }),
      false: splitLink({
        condition: ({ input }) => isNonJsonSerializable(input),
        true: httpLink(http),
        false: httpBatchLink({ ...http, maxItems: 20 }),
      }),
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
