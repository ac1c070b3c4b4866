import { setTimeout as delay } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { z } from 'zod';
import { Activity } from '#contract/activity.ts';
import type { Scope } from '#events/append.ts';
import { channel } from '#events/doorbell.ts';
import { backoffMs } from '#shared/backoff.ts';
import { uuidv7 } from '#shared/uuid.ts';

const Ring = z.union([
  z.object({
    scopes: z.array(z.templateLiteral([z.enum(['workspace', 'user']), ':', z.string()])),
  }),
  z.object({ room: z.string(), activity: Activity }),
  z.object({ ended_sessions: z.array(z.string()) }),
  z.object({ probe: z.string() }),
]);

export type ListenerHandlers = {
  onScopes: (scopes: Scope[]) => void;
  onActivity: (room: string, activity: Activity) => void;
  onEndedSessions: (sessionIds: string[]) => void;
  /** Listening has begun, for the first time or again: whatever was rung meanwhile has been missed. */
  onListening: () => void;
  onError: (error: unknown) => void;
};

export type Listener = { isListening: () => boolean; stop: () => Promise<void> };

export type ListenerOptions = {
  /** A direct or session-mode address. */
  listenUrl: string;
  /** For probes: any connection to the same database. */
  sql: Sql;
  handlers: ListenerHandlers;
  probeIntervalMs?: number;
};

/**
 * Holds one connection that listens for the doorbell. A half-open connection is silent, so it is probed:
 * a notification to oneself that does not arrive in time ends it, and a new one is opened.
 */
export function startListener(options: ListenerOptions): Listener {
  const { handlers, probeIntervalMs = 1_500 } = options;
  const stopping = new AbortController();
  let listening = false;

  const listenOnce = async (): Promise<void> => {
    const connection = postgres(options.listenUrl, {
      max: 1,
      connect_timeout: 3,
      onnotice: () => {},
      connection: { application_name: 'parley-listener' },
    });
    let lastProbe = '';
    try {
      await connection.listen(channel, (payload) => {
        const ring = Ring.safeParse(parseJson(payload));
        if (!ring.success) handlers.onError(ring.error);
        else if ('probe' in ring.data) lastProbe = ring.data.probe;
        else dispatch(ring.data, handlers);
      });
      listening = true;
      handlers.onListening();
      while (!stopping.signal.aborted) {
        const probe = uuidv7();
        await options.sql`select pg_notify(${channel}, ${JSON.stringify({ probe })})`;
        await delay(probeIntervalMs, undefined, { signal: stopping.signal });
        if (lastProbe !== probe) throw new Error('The listening connection is silent');
      }
    } finally {
      listening = false;
      await connection.end({ timeout: 0 }).catch(() => {});
    }
  };

  const running = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      await listenOnce().catch((error: unknown) => {
        if (!stopping.signal.aborted) handlers.onError(error);
      });
      failures = performance.now() - startedAt > 10_000 ? 0 : failures + 1;
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

type News = Exclude<z.infer<typeof Ring>, { probe: string }>;

function dispatch(ring: News, handlers: ListenerHandlers): void {
  if ('scopes' in ring) handlers.onScopes(ring.scopes);
  else if ('room' in ring) handlers.onActivity(ring.room, ring.activity);
  else handlers.onEndedSessions(ring.ended_sessions);
}

/** Undefined for what is not JSON; the schema refuses that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
