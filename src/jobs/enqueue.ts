import type { Job } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

export type NewJob = Pick<Job, 'job_type' | 'workspace_id'> &
  Partial<Pick<Job, 'document_id' | 'message_id' | 'conversation_id'>>;

/**
 * Puts work in the queue.
 * @throws when the same work is open already (unique index): the caller checks first, under a lock
 */
export async function enqueueJob(tx: Transaction, job: NewJob): Promise<Job> {
  const [row] = await tx
    .insert(jobs)
    .values({ id: uuidv7(), ...job })
    .returning(jobColumns);
  return must(row, 'the inserted job');
}
