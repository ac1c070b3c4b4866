import { type Job, MAX_RETRY_COUNT } from '#contract/jobs.ts';
import type { Translator } from '#locales/translator.ts';

type Progressing = Pick<Job, 'job_type' | 'status' | 'retry_count' | 'run_at'>;

const attempts = MAX_RETRY_COUNT + 1;

/** What an unfinished job is doing, e.g. `Trying again in 8 s · attempt 2 of 4`. */
export function describeJob(
  job: Progressing,
  nowMs: number,
  words: { t: Translator<'jobs'>; locale: string },
): string {
  const { t } = words;
  const action = describeAction(job, nowMs, words);
  if (job.retry_count === 0) return action;
  return `${action} · ${t('attempt', { attempt: Math.min(job.retry_count + 1, attempts), attempts })}`;
}

function describeAction(
  { job_type, status, retry_count, run_at }: Progressing,
  nowMs: number,
  { t, locale }: { t: Translator<'jobs'>; locale: string },
) {
  if (status === 'running') return t(`running.${job_type}`);
  if (status !== 'queued') return t(`status.${status}`);
  if (retry_count === 0) return t('waiting');
  const waitSeconds = Math.ceil((Date.parse(run_at) - nowMs) / 1_000);
  return waitSeconds > 0
    ? t('tryingAgainIn', { duration: formatDuration(waitSeconds, locale) })
    : t('tryingAgain');
}

/** Is there a wait to count down? */
export function isWaitingToRetry({ status, retry_count }: Progressing): boolean {
  return status === 'queued' && retry_count > 0;
}

/** `8 sec`, `2 min`: in the reader's language. */
function formatDuration(seconds: number, locale: string): string {
  const [value, unit] = seconds < 100 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
