import type { ScopedEvent } from '#events/append.ts';
import { requeueExpiredJobs } from '#jobs/requeue.ts';
import type { ServiceContext } from '#services/context.ts';
import { settleAttempt } from '#services/jobs/settleAttempt.ts';
import { insertLostRun } from '#services/runs/insertJobRun.ts';
import { announce, unchanged } from '#services/transaction.ts';

/** Takes jobs of every type back from workers that died; any worker may do it for all. Returns how many. */
export async function recoverJobs(ctx: ServiceContext): Promise<number> {
  return ctx.withTransaction(async (tx) => {
    const jobs = await requeueExpiredJobs(tx);
    const events: ScopedEvent[] = [];
    for (const job of jobs) {
      await insertLostRun(tx, job);
      events.push(...(await settleAttempt(tx, job)));
    }
    const [first, ...rest] = events;
    return first ? announce(jobs.length, [first, ...rest]) : unchanged(0);
  });
}
