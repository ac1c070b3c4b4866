import type { Job } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { type ScopedEvent, tell, workspaceScope } from '#events/append.ts';
import { jobEvent } from '#jobs/jobEvent.ts';
import { audienceOf } from '#services/conversations/audience.ts';

/** A job's change, for who may know of its work: the workspace, or those of its conversation. */
export async function jobChanged(
  tx: Pick<Transaction, 'select'>,
  job: Job,
): Promise<[ScopedEvent, ...ScopedEvent[]]> {
  if (job.conversation_id === null) return tell([workspaceScope(job.workspace_id)], jobEvent(job));
  const { members } = await audienceOf(tx, job.conversation_id);
  return tell(members, jobEvent(job));
}
