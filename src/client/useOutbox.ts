import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import { getMutationKey } from '@trpc/react-query';
import { useEffect, useState } from 'react';
import type { ConnectionStore } from '#client/connection.ts';
import type { LiveCache } from '#client/liveCache.ts';
import { Outbox } from '#client/outbox.ts';
import { createOutboxStore } from '#client/outboxStore.ts';
import { watchBrowserForReturn } from '#client/reconnectDelay.ts';
import { openTabs } from '#client/tabs.ts';
import { trpc } from '#client/trpc.ts';
import { backoffMs } from '#shared/backoff.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** A call that hangs keeps those after it waiting; made again, it does nothing more. */
const sendWithinMs = 15_000;

/** The messages that this person has written, sent from this tab or another for as long as it is mounted. */
export function useOutbox(options: {
  userId: string;
  queryClient: QueryClient;
  liveCache: LiveCache;
  connection: ConnectionStore;
}): Outbox {
  const { client } = trpc.useUtils();
  const [outbox] = useState(() => {
    const { userId, queryClient, liveCache, connection } = options;
    return new Outbox({
      userId,
      store: createOutboxStore(),
      openTabs: () => openTabs(`parley-outbox-${userId}`),
      cache: liveCache,
      connection,
      watchForReturn: watchBrowserForReturn,
      // As a mutation, so that its answer goes into the cache and a session that is over is noticed.
      send: (message) =>
        new MutationObserver(queryClient, {
          mutationKey: getMutationKey(trpc.messages.send),
          mutationFn: () =>
            client.messages.send.mutate(message, { signal: AbortSignal.timeout(sendWithinMs) }),
        }).mutate(),
      newId: uuidv7,
      now: () => new Date(),
      retryDelayMs: (failures) =>
        backoffMs(failures, { baseMs: 1_000, maxMs: 30_000, jitterMs: 1_000 }),
    });
  });
  useEffect(() => outbox.start(), [outbox]);
  return outbox;
}
