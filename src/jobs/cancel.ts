import { and, eq, inArray } from 'drizzle-orm';
import { type Job, openStatuses } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import { released, touched } from '#jobs/lease.ts';

/** Ends a message's open job as done, whoever holds it: a person stopped the answer. Null when none is open. */
export async function cancelMessageJob(tx: Transaction, messageId: string): Promise<Job | null> {
  const [row] = await tx
    .update(jobs)
    .set({ status: 'success', error_message: null, ...released, ...touched })
    .where(and(eq(jobs.message_id, messageId), inArray(jobs.status, openStatuses)))
    .returning(jobColumns);
  return row ?? null;
}
