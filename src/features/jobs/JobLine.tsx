'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Job } from '#contract/jobs.ts';
import { describeJob, isWaitingToRetry } from '#features/jobs/describeJob.ts';
import { Progress } from '#ui/progress.tsx';
import { useNow } from '#ui/use-now.ts';

const countdownMs = 1_000;

/** What an unfinished job is doing and how far it is. */
export function JobLine({ job }: { job: Job }) {
  const t = useTranslations('jobs');
  const locale = useLocale();

  const now = useNow(isWaitingToRetry(job) ? countdownMs : null);
  return (
    <span className="flex items-center gap-2.5">
      {job.status === 'running' && (
        <Progress value={job.progress} label={t('progress')} className="w-20 shrink-0 sm:w-28" />
      )}
      <span className="truncate tabular-nums">{describeJob(job, now, { t, locale })}</span>
    </span>
  );
}
