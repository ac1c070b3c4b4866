import type { Sql } from 'postgres';
import type { JobType } from '#contract/jobs.ts';
import { jobChannel } from '#events/doorbell.ts';
import { type Listener, startListening } from '#events/listen.ts';

/** Calls `wake` when there may be work of `jobType`, also after a lost connection is back. */
export function listenForWork(
  database: { listenUrl: string; sql: Sql },
  jobType: JobType,
  { wake, onError }: { wake: () => void; onError: (error: unknown) => void },
): Listener {
  return startListening({
    channel: jobChannel,
    ...database,
    onPayload: (payload) => {
      if (payload === jobType) wake();
    },
    onListening: wake,
    onError,
  });
}
