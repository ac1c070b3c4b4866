import { setTimeout as delay } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { backoffMs } from '#shared/backoff.ts';
import { uuidv7 } from '#shared/uuid.ts';

export type ListenOptions = {
  channel: string;
  /** A direct or session-mode address. */
  listenUrl: string;
  /** For probes: any connection to the same database. */
  sql: Sql;
  onPayload: (payload: string) => void;
  /** Listening has begun, for the first time or again: what was notified meanwhile has been missed. */
  onListening: () => void;
  onError: (error: unknown) => void;
  probeIntervalMs?: number;
};

export type Listener = { isListening: () => boolean; stop: () => Promise<void> };

const probePrefix = 'probe:';

/**
 * Holds one connection that listens to a channel, and opens another when it is lost. A half-open
 * connection is silent, so it is probed: a notification to oneself that does not arrive in time ends it.
 */
export function startListening(options: ListenOptions): Listener {
  const stopping = new AbortController();
  let listening = false;
  const running = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      await listenOnce(options, stopping.signal, (state) => {
        listening = state;
        if (state) failures = 0;
      }).catch((error: unknown) => {
        if (!stopping.signal.aborted) options.onError(error);
      });
      failures += 1;
      const waitMs = backoffMs(failures, { baseMs: 50, maxMs: 1_000, jitterMs: 50 });
      await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    isListening: () => listening,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Listens until the connection is lost, which rejects, or `signal` aborts. */
async function listenOnce(
  { channel, listenUrl, sql, onPayload, onListening, probeIntervalMs = 1_500 }: ListenOptions,
  signal: AbortSignal,
  setListening: (listening: boolean) => void,
): Promise<void> {
  const connection = postgres(listenUrl, {
    max: 1,
    connect_timeout: 3,
    onnotice: () => {},
    connection: { application_name: 'parley-listener' },
  });
  const ownPrefix = `${probePrefix}${uuidv7()}:`;
  let lastProbe = '';
  try {
    const hear = (payload: string) => {
      if (payload.startsWith(ownPrefix)) lastProbe = payload;
      else if (!payload.startsWith(probePrefix)) onPayload(payload);
    };
    // Also called when postgres.js has itself replaced a connection that was closed.
    const onListen = () => {
      setListening(true);
      onListening();
    };
    await connection.listen(channel, hear, onListen);
    while (!signal.aborted) {
      const probe = `${ownPrefix}${uuidv7()}`;
      await sql`select pg_notify(${channel}, ${probe})`;
      await delay(probeIntervalMs, undefined, { signal });
      if (lastProbe !== probe)
        throw new Error(`The connection that listens to ${channel} is silent`);
    }
  } finally {
    setListening(false);
    await connection.end({ timeout: 0 }).catch(() => {});
  }
}
