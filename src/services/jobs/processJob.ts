import { failJob, type JobFailure } from '#jobs/fail.ts';
import { finishJob } from '#jobs/finish.ts';
import type { ClaimedJob, Lease } from '#jobs/lease.ts';
import { releaseJob } from '#jobs/release.ts';
import type { ServiceContext } from '#services/context.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { keepLease } from '#services/jobs/keepLease.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobCompletion, JobHandler } from '#services/jobs/jobHandler.ts';
import { settleAttempt } from '#services/jobs/settleAttempt.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { logger } from '#shared/logger.ts';

/** Does one claimed job to its end: done, failed, queued again, or handed back because the worker stops. */
export async function processJob(
  ctx: ServiceContext,
  job: ClaimedJob,
  { handler, stopping }: { handler: JobHandler; stopping: AbortSignal },
): Promise<void> {
  const log = logger.child({ job_id: job.id, job_type: job.job_type });
  await using lease = keepLease(ctx, job.lease);
  const signal = AbortSignal.any([lease.lost, stopping]);
  try {
    const complete = await handler(job, { signal, reportProgress: lease.reportProgress });
    await lease.settled();
    if (!(await finish(ctx, job.lease, complete)))
      log.info('the lease was lost, the result is dropped');
  } catch (error) {
    if (lease.lost.aborted) log.info('the lease was lost, the work is dropped');
    else if (stopping.aborted) await release(ctx, job.lease);
    else {
      const failure = failureOf(error);
      log.warn({ err: error, permanent: failure.permanent }, 'an attempt failed');
      await fail(ctx, job.lease, failure);
    }
  }
}

function failureOf(error: unknown): JobFailure {
  if (error instanceof JobError) return { message: error.message, permanent: error.permanent };
  return { message: 'Something went wrong on the server.', permanent: false };
}

/** False when the lease is no longer ours, so that nothing was written. */
async function finish(
  ctx: ServiceContext,
  lease: Lease,
  complete: JobCompletion,
): Promise<boolean> {
  return ctx.withTransaction(async (tx) => {
    const finished = await finishJob(tx, lease);
    if (!finished) return unchanged(false);
    return announce(true, [...(await jobChanged(tx, finished)), ...(await complete(tx))]);
  });
}

async function fail(ctx: ServiceContext, lease: Lease, failure: JobFailure): Promise<void> {
  await ctx.withTransaction(async (tx) => {
    const job = await failJob(tx, lease, failure);
    return job ? announce(null, await settleAttempt(tx, job)) : unchanged(null);
  });
}

async function release(ctx: ServiceContext, lease: Lease): Promise<void> {
  await ctx.withTransaction(async (tx) => {
    const job = await releaseJob(tx, lease);
    return job ? announce(null, await settleAttempt(tx, job)) : unchanged(null);
  });
}
