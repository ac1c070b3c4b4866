import { useTranslations } from 'next-intl';
import { Ban, CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { isOpenJob, type Job } from '#contract/jobs.ts';
import { JobLine } from '#features/jobs/JobLine.tsx';
import { cn } from '#ui/cn.ts';
import { useServerWords } from '#locales/useServerWords.ts';
import { DateText } from '#ui/date-text.tsx';
import { Empty } from '#ui/empty.tsx';
import { Spinner } from '#ui/spinner.tsx';

const icons = {
  queued: <CircleDashed className="size-4 text-muted-foreground" />,
  running: <Spinner className="text-primary" />,
  success: <CircleCheck className="size-4 text-success" />,
  failed: <CircleX className="size-4 text-destructive" />,
};

/** Everything that has been done with a document, newest first. */
export function JobHistory({ jobs }: { jobs: readonly Job[] }) {
  const t = useTranslations('jobs');
  if (jobs.length === 0) return <Empty icon={<Ban />} title={t('historyEmpty')} />;
  return (
    <ol className="grid gap-4">
      {jobs.map((job) => (
        <li key={job.id} className="flex gap-3 text-sm">
          <span aria-hidden="true" className="mt-0.5">
            {icons[job.status]}
          </span>
          <div className="min-w-0 flex-1">
            <p className="flex justify-between gap-3">
              <span className="font-medium">
                {t(`kind.${job.job_type}`)}: {t(`status.${job.status}`).toLocaleLowerCase()}
              </span>
              <DateText
                iso={job.updated_at}
                className="shrink-0 text-muted-foreground tabular-nums"
              />
            </p>
            <JobDetail job={job} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function JobDetail({ job }: { job: Job }) {
  const isOpen = isOpenJob(job);
  const words = useServerWords();
  if (!isOpen && !job.error_message) return null;
  return (
    <div className={cn('mt-0.5', isOpen ? 'text-muted-foreground' : 'text-destructive')}>
      {isOpen && <JobLine job={job} />}
      {job.error_message && <p>{words(job.error_message)}</p>}
    </div>
  );
}
