import type { Job } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import type { runs } from '#db/schema/runs.ts';
import type { ClaimedJob } from '#jobs/lease.ts';
import { insertRun } from '#services/runs/insertRun.ts';
import type { RunMeter } from '#services/runs/runMeter.ts';

type Outcome = (typeof runs.$inferInsert)['outcome'];

/** Keeps what an attempt took and used. `claimed`: as the worker got it. */
export function insertJobRun(
  tx: Transaction,
  claimed: ClaimedJob,
  run: { meter: RunMeter; outcome: Outcome; error_message?: string | null },
): Promise<void> {
  const { meter, ...ending } = run;
  return insertRun(tx, {
    ...subjectOf(claimed),
    ...ending,
    ...meter.usage,
    run_ms: meter.elapsedMs,
    // Both times are the database's, and the claim was the job's last change.
    wait_ms: Math.max(0, Date.parse(claimed.updated_at) - Date.parse(claimed.run_at)),
  });
}

/** Keeps that an attempt broke off with its worker: what it took and used, nobody knows. */
export function insertLostRun(tx: Transaction, job: Job): Promise<void> {
  const { error_message } = job;
  return insertRun(tx, { ...subjectOf(job), outcome: outcomeOf(job), error_message });
}

/** Of an attempt that did not succeed, by what became of its job. */
export const outcomeOf = ({ status }: Job): Outcome => (status === 'failed' ? 'failed' : 'retried');

const subjectOf = ({ workspace_id, job_type, document_id }: Job) => ({
  workspace_id,
  kind: job_type,
  document_id,
});
