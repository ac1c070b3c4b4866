import type { NewEvent } from '#contract/events.ts';
import type { Job } from '#contract/jobs.ts';

/** What a change of a job's row announces. */
export function jobEvent({ id, ...job }: Job): NewEvent {
  return { type: 'job.status_updated', payload: { job_id: id, ...job } };
}
