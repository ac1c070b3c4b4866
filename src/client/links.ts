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
import { type ConnectionEvent, ConnectionStore } from '#client/connection.ts';
import type { HeartbeatTimes } from '#client/heartbeat.ts';
import { isRefusal } from '#client/isRefusal.ts';
import { LiveSockets } from '#client/liveSocket.ts';
import { onceLink } from '#client/onceLink.ts';
import {
  ReconnectDelay,
  type WatchForReturn,
  watchBrowserForReturn,
} from '#client/reconnectDelay.ts';
import { backoffMs } from '#shared/backoff.ts';

/** An access token, or how to get one that is fresh; null when nobody is signed in. */
export type TokenSource = string | (() => string | null | Promise<string | null>);

/** A half-open connection is noticed after both, together at most 40 s. */
export const heartbeatTimes: HeartbeatTimes = { quietMs: 30_000, answerMs: 5_000 };

/** How patient the socket is; a test is less so. */
export type SocketTimes = {
  heartbeat: HeartbeatTimes;
  /** An attempt to connect is given up after this time. */
  openMs: number;
  /** The wait before attempt 0, 1, 2 … */
  retryDelayMs: (attempt: number) => number;
  watchForReturn: WatchForReturn;
};

/** Back-off: 1 s doubling to 30 s, plus up to a second so that many do not come back at once. */
const defaultTimes: SocketTimes = {
  heartbeat: heartbeatTimes,
  openMs: 10_000,
  retryDelayMs: (attempt) => backoffMs(attempt, { baseMs: 1_000, maxMs: 30_000, jitterMs: 1_000 }),
  watchForReturn: watchBrowserForReturn,
};

/** An unused socket stays this long. Not 0: tRPC would look at it without pause for as long as it is used. */
const unusedSocketMs = 5_000;

export type LinksOptions = {
  /** The server's origin, e.g. `http://localhost:3000`. */
  url: string;
  token: TokenSource;
  times?: Partial<SocketTimes>;
};

/**
 * How calls travel: queries and mutations over HTTP, batched where they can be, subscriptions over one
 * WebSocket that is opened by the first of them and comes back by itself with a fresh token. A subscription
 * goes on after the last message it got, whatever broke it; only a refusal ends it.
 */
export function createLinks({ url, token, times: given }: LinksOptions) {
  const { origin } = new URL(url);
  const times = { ...defaultTimes, ...given };
  const getToken = async () => (typeof token === 'function' ? await token() : token);
  const connection = new ConnectionStore();
  const socket = createSocket({ origin, getToken, times, connection });
  const links: TRPCLink<AppRouter>[] = [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: [
        onceLink,
        retryLink({
          retry: ({ error }) => !isRefusal(error),
          retryDelayMs: (attempts) => times.retryDelayMs(attempts - 1),
        }),
        wsLink({ client: socket.client }),
      ],
      false: httpLinks(origin, getToken),
    }),
  ];
  return {
    links,
    connection,
    renewToken: () => socket.renewToken(),
    close: () => socket.close(),
  };
}

type GetToken = () => Promise<string | null>;

/** What the socket does, in tRPC's words. */
type SocketState = 'idle' | 'connecting' | 'pending';

function createSocket(options: {
  origin: string;
  getToken: GetToken;
  times: SocketTimes;
  connection: ConnectionStore;
}) {
  const { origin, getToken, times, connection } = options;
  const delay = new ReconnectDelay(times.retryDelayMs, times.watchForReturn);
  const sockets = new LiveSockets({ ...times, onHurry: delay.hurry });
  let tokenInUse: string | null = null;
  const client = createWSClient({
    url: async () => {
      await delay.wait();
      return `${origin.replace(/^http/, 'ws')}/ws`;
    },
    connectionParams: async () => {
      tokenInUse = await getToken();
      return { token: tokenInUse ?? '' };
    },
    WebSocket: sockets.WebSocket,
    lazy: { enabled: true, closeMs: unusedSocketMs },
    retryDelayMs: delay.next,
    onOpen: () => connection.happened('opened'),
    // tRPC says nothing when a socket closes that no subscription needs.
    onClose: () =>
      queueMicrotask(() => {
        const isWanted = client.connectionState.get().state === 'connecting';
        if (!isWanted && !sockets.isAnyOpen()) connection.happened('closed');
      }),
  });
  const watching = client.connectionState.subscribe({
    next: (change) => connection.happened(eventOf(change)),
  });
  return {
    client,
    async renewToken() {
      if ((await getToken()) !== tokenInUse) sockets.replace();
    },
    async close() {
      const closed = client.close();
      delay.abandon();
      await closed;
      watching.unsubscribe();
    },
  };
}

function eventOf({ state, error }: { state: SocketState; error: unknown }): ConnectionEvent {
  switch (state) {
    case 'idle':
      return 'closed';
    case 'connecting':
      return error === null ? 'wanted' : 'lost';
    case 'pending':
      return 'opened';
  }
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
