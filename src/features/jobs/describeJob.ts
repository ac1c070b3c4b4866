import { type Job, MAX_RETRY_COUNT } from '#contract/jobs.ts';
import { jobsTexts as texts } from '#features/jobs/jobsTexts.ts';

type Progressing = Pick<Job, 'job_type' | 'status' | 'retry_count' | 'run_at'>;

const attempts = MAX_RETRY_COUNT + 1;

/** What an unfinished job is doing, e.g. `Trying again in 8 s · attempt 2 of 4`. */
export function describeJob(job: Progressing, nowMs: number): string {
  const action = describeAction(job, nowMs);
  if (job.retry_count === 0) return action;
  return `${action} · ${texts.attempt(Math.min(job.retry_count + 1, attempts), attempts)}`;
}

function describeAction({ job_type, status, retry_count, run_at }: Progressing, nowMs: number) {
  if (status === 'running') return texts.running[job_type];
  if (status !== 'queued') return texts.status[status];
  if (retry_count === 0) return texts.waiting;
  const waitSeconds = Math.ceil((Date.parse(run_at) - nowMs) / 1_000);
  return waitSeconds > 0 ? texts.tryingAgainIn(formatDuration(waitSeconds)) : texts.tryingAgain;
}

/** Is there a wait to count down? */
export function isWaitingToRetry({ status, retry_count }: Progressing): boolean {
  return status === 'queued' && retry_count > 0;
}

/** `8 sec`, `2 min`: in the reader's language. */
function formatDuration(seconds: number): string {
  const [value, unit] = seconds < 100 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'short' }).format(
    value,
  );
}
