import type { Sql } from 'postgres';
import type { Activity } from '#contract/activity.ts';
import type { JobType } from '#contract/jobs.ts';
import type { Scope, ScopedEvent } from '#events/append.ts';

/** The one channel of the API processes. */
export const channel = 'parley';

/** The workers' channel: its payload is the type of job that there may be work of. */
export const jobChannel = 'parley_jobs';

/** PostgreSQL refuses a payload of 8,000 bytes or more. */
const maxPayloadBytes = 7_900;

/** What a notification may say; only hints, but for activity, which nothing else carries. */
export type Ring =
  | { scopes: Scope[] }
  | { room: string; activity: Activity }
  | { ended_sessions: string[] }
  | { work: 'line' };

export type Doorbell = {
  /** These events have been committed: tells their scopes' readers, and the workers of queued jobs. Never throws or waits. */
  ring: (events: readonly ScopedEvent[]) => void;
  /** Sends what is not logged to everyone in the room. Never throws; lost when the database is down. */
  sendActivity: (room: string, activity: Activity) => void;
  endSessions: (sessionIds: string[]) => void;
  /** There is something to be asked of LINE. `ring` says so by itself of messages to be delivered. */
  wakeLine: () => void;
};

/**
 * Tells the API processes, off the commit path, that scopes have changed: at once when idle, else at most
 * one NOTIFY per `intervalMs` for all scopes since. A NOTIFY inside the writing transaction would hold a
 * cluster-wide lock across its fsync. What is lost here, the listeners' poll makes good.
 */
export function createDoorbell(
  sql: Sql,
  options: { intervalMs?: number; onError?: (error: unknown) => void } = {},
): Doorbell {
  const { intervalMs = 5, onError = () => {} } = options;
  const changed = new Set<Scope>();
  let resting = false;

  const notify = (ring: Ring) => {
    sql`select pg_notify(${channel}, ${JSON.stringify(ring)})`.catch(onError);
  };
  const wakeWorkers = (jobType: JobType) => {
    sql`select pg_notify(${jobChannel}, ${jobType})`.catch(onError);
  };

  const flush = () => {
    if (changed.size === 0) return;
    resting = true;
    setTimeout(() => {
      resting = false;
      flush();
    }, intervalMs).unref();
    for (const scopes of batchesThatFit([...changed])) notify({ scopes });
    changed.clear();
  };

  return {
    ring(events) {
      for (const { scope } of events) changed.add(scope);
      if (!resting) flush();
      for (const jobType of typesOfQueuedJobs(events)) wakeWorkers(jobType);
      if (events.some(awaitsDelivery)) notify({ work: 'line' });
    },
    sendActivity: (room, activity) => notify({ room, activity }),
    endSessions: (sessionIds) => {
      for (let at = 0; at < sessionIds.length; at += 100)
        notify({ ended_sessions: sessionIds.slice(at, at + 100) });
    },
    wakeLine: () => notify({ work: 'line' }),
  };
}

function batchesThatFit(scopes: Scope[]): Scope[][] {
  const scopesPerRing = Math.floor(maxPayloadBytes / 64);
  const batches: Scope[][] = [];
  for (let at = 0; at < scopes.length; at += scopesPerRing)
    batches.push(scopes.slice(at, at + scopesPerRing));
  return batches;
}

function awaitsDelivery({ event }: ScopedEvent): boolean {
  if (event.type === 'message.created') return event.payload.message.delivery === 'pending';
  return event.type === 'message.status_updated' && event.payload.delivery === 'pending';
}

function typesOfQueuedJobs(events: readonly ScopedEvent[]): Set<JobType> {
  const types = new Set<JobType>();
  for (const { event } of events)
    if (event.type === 'job.status_updated' && event.payload.status === 'queued')
      types.add(event.payload.job_type);
  return types;
}
