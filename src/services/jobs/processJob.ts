import { failJob, type JobFailure } from '#jobs/fail.ts';
import { finishJob } from '#jobs/finish.ts';
import type { ClaimedJob } from '#jobs/lease.ts';
import { releaseJob } from '#jobs/release.ts';
import { foreignKeyViolation, postgresCode } from '#db/postgresCode.ts';
import type { ServiceContext } from '#services/context.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { keepLease } from '#services/jobs/keepLease.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobCompletion, JobHandler } from '#services/jobs/jobHandler.ts';
import { settleAttempt } from '#services/jobs/settleAttempt.ts';
import { insertJobRun, outcomeOf } from '#services/runs/insertJobRun.ts';
import { RunMeter } from '#services/runs/runMeter.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { logger } from '#shared/logger.ts';

/** Does one claimed job to its end: done, failed, queued again, or handed back because the worker stops. */
export async function processJob(
  ctx: ServiceContext,
  job: ClaimedJob,
  { handler, stopping }: { handler: JobHandler; stopping: AbortSignal },
): Promise<void> {
  const attempt = { job, meter: new RunMeter(() => performance.now()) };
  await using lease = keepLease(ctx, job.lease);
  const signal = AbortSignal.any([lease.lost, stopping]);
  try {
    const { reportProgress } = lease;
    const complete = await handler(job, { signal, reportProgress, meter: attempt.meter });
    await lease.settled();
    if (!(await finish(ctx, attempt, complete))) await drop(ctx, attempt);
  } catch (error) {
    const isOurs =
      !lease.lost.aborted &&
      (stopping.aborted ? await release(ctx, attempt) : await fail(ctx, attempt, error));
    if (!isOurs) await drop(ctx, attempt);
  }
}

type Attempt = { job: ClaimedJob; meter: RunMeter };

function failureOf(error: unknown): JobFailure {
  if (error instanceof JobError) return { message: error.message, permanent: error.permanent };
  return { message: 'Something went wrong on the server.', permanent: false };
}

/** False when the lease is no longer ours, so that nothing was written. */
async function finish(
  ctx: ServiceContext,
  { job, meter }: Attempt,
  complete: JobCompletion,
): Promise<boolean> {
  return ctx.withTransaction(async (tx) => {
    const finished = await finishJob(tx, job.lease);
    if (!finished) return unchanged(false);
    const told = [...(await jobChanged(tx, finished)), ...(await complete(tx))] as const;
    await insertJobRun(tx, job, { meter, outcome: 'success' });
    return announce(true, told);
  });
}

/** False when the lease is no longer ours. */
async function fail(
  ctx: ServiceContext,
  { job, meter }: Attempt,
  error: unknown,
): Promise<boolean> {
  const failure = failureOf(error);
  logOf(job).warn({ err: error, permanent: failure.permanent }, 'an attempt failed');
  return ctx.withTransaction(async (tx) => {
    const row = await failJob(tx, job.lease, failure);
    if (!row) return unchanged(false);
    const { error_message } = row;
    await insertJobRun(tx, job, { meter, outcome: outcomeOf(row), error_message });
    return announce(true, await settleAttempt(tx, row));
  });
}

/** False when the lease is no longer ours. */
async function release(ctx: ServiceContext, { job, meter }: Attempt): Promise<boolean> {
  return ctx.withTransaction(async (tx) => {
    const row = await releaseJob(tx, job.lease);
    if (!row) return unchanged(false);
    await insertJobRun(tx, job, { meter, outcome: outcomeOf(row) });
    return announce(true, await settleAttempt(tx, row));
  });
}

/** The result is nobody's any more, but what was used for it was used. */
async function drop(ctx: ServiceContext, { job, meter }: Attempt): Promise<void> {
  logOf(job).info('the lease was lost, the work is dropped');
  await ctx
    .withTransaction(async (tx) =>
      unchanged(await insertJobRun(tx, job, { meter, outcome: 'stopped' })),
    )
    .catch((error: unknown) => {
      // Gone with its workspace.
      if (postgresCode(error) !== foreignKeyViolation) throw error;
    });
}

const logOf = ({ id, job_type }: ClaimedJob) => logger.child({ job_id: id, job_type });
