import { setTimeout as delay } from 'node:timers/promises';
import type { JobType } from '#contract/jobs.ts';
import { nextDueAt } from '#jobs/nextDue.ts';
import type { ServiceContext } from '#services/context.ts';
import type { JobHandler } from '#services/jobs/jobHandler.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { recoverJobs } from '#services/jobs/recoverJobs.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { createBell } from '#shared/bell.ts';
import { logger } from '#shared/logger.ts';

/** Behind the wake-up, which may be lost. */
const pollMs = 2_000;

export type WorkOptions = {
  jobType: JobType;
  handler: JobHandler;
  /** Jobs at a time in this process. */
  concurrency: number;
  /** Stops taking jobs, and hands back those under way. */
  stopping: AbortSignal;
};

/** Works on jobs of one type until told to stop. `wake` says that there may be work. */
export function workOnJobs(
  ctx: ServiceContext,
  options: WorkOptions,
): { wake: () => void; done: Promise<void> } {
  const { stopping } = options;
  const bell = createBell(stopping);
  const work = async () => {
    while (!stopping.aborted) {
      const heard = bell.rings();
      try {
        const job = await takeJob(ctx, options.jobType);
        if (job) await processJob(ctx, job, options);
        else await bell.rest(heard, await idleMs(ctx, options.jobType));
      } catch (error) {
        // The database is away. What was under way comes back by its lease.
        logger.warn({ err: error }, 'jobs cannot be worked on now');
        await bell.rest(bell.rings(), pollMs);
      }
    }
  };
  const recover = async () => {
    while (!stopping.aborted) {
      await recoverJobs(ctx).catch((error: unknown) => {
        logger.warn({ err: error }, 'jobs of dead workers cannot be taken back now');
      });
      await delay(pollMs, undefined, { signal: stopping }).catch(() => {});
    }
  };
  const loops = [recover(), ...Array.from({ length: options.concurrency }, work)];
  return { wake: bell.ring, done: Promise.all(loops).then(() => {}) };
}

/** Until the next job that waits for its retry, at most until the next poll. */
async function idleMs(ctx: ServiceContext, jobType: JobType): Promise<number> {
  const dueAt = await nextDueAt(ctx.db, jobType);
  const dueMs = dueAt ? dueAt.getTime() - Date.now() : pollMs;
  return Math.min(Math.max(dueMs, 10), pollMs);
}
