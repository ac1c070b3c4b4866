import type { Sql } from 'postgres';
import { z } from 'zod';
import { Activity } from '#contract/activity.ts';
import type { Scope } from '#events/append.ts';
import { channel } from '#events/doorbell.ts';
import { type Listener, startListening } from '#events/listen.ts';

const Ring = z.union([
  z.object({
    scopes: z.array(z.templateLiteral([z.enum(['workspace', 'user']), ':', z.string()])),
  }),
  z.object({ room: z.string(), activity: Activity }),
  z.object({ ended_sessions: z.array(z.string()) }),
  z.object({ work: z.literal('line') }),
]);

export type BellHandlers = {
  onScopes: (scopes: Scope[]) => void;
  onActivity: (room: string, activity: Activity) => void;
  onEndedSessions: (sessionIds: string[]) => void;
  /** There may be something to be asked of LINE. */
  onLineWork?: () => void;
  /** Listening has begun, for the first time or again: whatever was rung meanwhile has been missed. */
  onListening: () => void;
  onError: (error: unknown) => void;
};

/** Hears the doorbell, over one connection of this process. */
export function listenForBell(
  database: { listenUrl: string; sql: Sql },
  handlers: BellHandlers,
): Listener {
  return startListening({
    channel,
    ...database,
    onPayload(payload) {
      const ring = Ring.safeParse(parseJson(payload));
      if (ring.success) dispatch(ring.data, handlers);
      else handlers.onError(ring.error);
    },
    onListening: handlers.onListening,
    onError: handlers.onError,
  });
}

function dispatch(ring: z.infer<typeof Ring>, handlers: BellHandlers): void {
  if ('scopes' in ring) handlers.onScopes(ring.scopes);
  else if ('room' in ring) handlers.onActivity(ring.room, ring.activity);
  else if ('ended_sessions' in ring) handlers.onEndedSessions(ring.ended_sessions);
  else handlers.onLineWork?.();
}

/** Undefined for what is not JSON; the schema refuses that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
