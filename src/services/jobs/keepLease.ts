import { type Lease, leaseMs } from '#jobs/lease.ts';
import { renewLease } from '#jobs/renew.ts';
import { reportProgress } from '#jobs/report.ts';
import type { ServiceContext } from '#services/context.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { logger } from '#shared/logger.ts';

const heartbeatMs = leaseMs / 3;

/** A job's progress is announced at most this often, and only for a change that can be seen. */
const progressMs = 500;
const visibleShare = 0.01;

export type KeptLease = {
  /** Aborts when somebody else may have the job: it expired, was stopped, or its row is gone. */
  lost: AbortSignal;
  reportProgress: (share: number) => void;
  /** Waits for a write under way, so that none comes after the job's end. */
  settled: () => Promise<void>;
} & AsyncDisposable;

/** Renews a lease by heartbeat until disposed. A heartbeat that fails is tried again until the lease has run out. */
export function keepLease(ctx: ServiceContext, lease: Lease): KeptLease {
  const lost = new AbortController();
  let renewedAt = performance.now();
  let share = 0;
  let reportedShare = 0;
  let reportedAt = 0;
  let writing: Promise<void> = Promise.resolve();

  const beat = async () => {
    const startedAt = performance.now();
    const isOurs = await ctx.withTransaction(async (tx) => unchanged(await renewLease(tx, lease)));
    if (isOurs) renewedAt = startedAt;
    else lost.abort();
  };
  const report = async () => {
    reportedShare = share;
    reportedAt = performance.now();
    await ctx.withTransaction(async (tx) => {
      const job = await reportProgress(tx, lease, reportedShare);
      return job ? announce(null, await jobChanged(tx, job)) : unchanged(null);
    });
  };
  const run = (write: () => Promise<void>) => {
    writing = writing.then(write).catch((error: unknown) => {
      logger.warn(
        { err: error, job_id: lease.jobId },
        'a heartbeat or progress could not be written',
      );
      if (performance.now() - renewedAt > leaseMs) lost.abort();
    });
  };
  const heart = setInterval(() => run(beat), heartbeatMs);
  return {
    lost: lost.signal,
    reportProgress(done) {
      share = Math.min(Math.max(done, 0), 1);
      const isDue = performance.now() - reportedAt >= progressMs;
      if (isDue && share - reportedShare >= visibleShare) run(report);
    },
    settled: () => writing,
    async [Symbol.asyncDispose]() {
      clearInterval(heart);
      await writing;
    },
  };
}
