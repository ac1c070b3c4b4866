import type { Transaction } from '#db/client.ts';
import type { ScopedEvent } from '#events/append.ts';
import type { ClaimedJob } from '#jobs/lease.ts';
import type { RunMeter } from '#services/runs/runMeter.ts';

export type JobRun = {
  /** Aborts when the lease is lost, the job was stopped, or the worker is to stop. */
  signal: AbortSignal;
  /** Share done, 0…1; written to the row now and then. */
  reportProgress: (share: number) => void;
  /** Told what the attempt uses. */
  meter: RunMeter;
};

/** Writes the job's result, in the transaction that ends the job; returns what that announces. */
export type JobCompletion = (tx: Transaction) => Promise<ScopedEvent[]>;

/**
 * Does a job's work, outside any transaction. An attempt may be the second one after a crash, so it starts
 * from what is stored, not from what it remembers.
 * @throws JobError; anything else is taken for a transient fault
 */
export type JobHandler = (job: ClaimedJob, run: JobRun) => Promise<JobCompletion>;
