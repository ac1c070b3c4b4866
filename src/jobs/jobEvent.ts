import type { Job } from '#contract/jobs.ts';
import { type ScopedEvent, workspaceScope } from '#events/append.ts';

/** What a change of a job's row announces. */
export function jobEvent({ id, ...job }: Job): ScopedEvent {
  return {
    scope: workspaceScope(job.workspace_id),
    event: { type: 'job.status_updated', payload: { job_id: id, ...job } },
  };
}
