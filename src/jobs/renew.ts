import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { jobs } from '#db/schema/jobs.ts';
import { held, type Lease, leaseMs } from '#jobs/lease.ts';

/** The heartbeat. False when the lease is no longer ours: stop working on the job. */
export async function renewLease(tx: Transaction, lease: Lease): Promise<boolean> {
  const rows = await tx
    .update(jobs)
    .set({ lease_expires_at: sql`now() + ${leaseMs} * interval '1 millisecond'` })
    .where(held(lease))
    .returning({ id: jobs.id });
  return rows.length > 0;
}
