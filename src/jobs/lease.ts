import { and, eq, sql } from 'drizzle-orm';
import type { Job } from '#contract/jobs.ts';
import { jobs } from '#db/schema/jobs.ts';

/**
 * Terms. A **claim** takes a queued job and makes a **lease**: the right to write that job's result until
 * the lease expires. A **heartbeat** renews it. Whoever finds the lease expired **requeues** the job; the
 * former holder's `lease_id` then matches nothing, so it can write nothing (fencing).
 */
export type Lease = { jobId: string; leaseId: string };

/** A job that this process holds. */
export type ClaimedJob = Job & { lease: Lease };

/** Between heartbeats a third of it passes, so two may be lost before somebody else takes the job. */
export const leaseMs = 15_000;

export const held = ({ jobId, leaseId }: Lease) =>
  and(eq(jobs.id, jobId), eq(jobs.lease_id, leaseId), eq(jobs.status, 'running'));

/** What every change of a job's row sets. */
export const touched = { updated_at: sql`now()`, version: sql`${jobs.version} + 1` };

export const released = { lease_id: null, lease_expires_at: null };
