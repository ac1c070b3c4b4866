'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { Health } from '#contract/health.ts';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { HealthSection } from '#features/health/HealthSection.tsx';
import { WaitingFigures } from '#features/health/WaitingFigures.tsx';
import { formatDuration } from '#ui/format-duration.ts';
import { useNow } from '#ui/use-now.ts';

const secondMs = 1_000;

type QueueProps = { queue: Health['queue']; frame: PlotFrame };

/** What is being done, what waits, for how long, and how much has waited. */
export function QueueFigures({ queue, frame }: QueueProps) {
  const t = useTranslations('health.queue');
  const tKinds = useTranslations('jobs.kind');
  const format = useFormatter();
  const head = 'pb-2 text-right font-normal';
  const cell = 'py-2 text-right tabular-nums';
  return (
    <HealthSection title={t('title')} hint={t('hint')}>
      <table className="w-full text-sm">
        <thead className="text-[0.8125rem] text-muted-foreground">
          <tr>
            <th scope="col" className="pb-2 text-left font-normal">
              {t('work')}
            </th>
            <th scope="col" className={head}>
              {t('queued')}
            </th>
            <th scope="col" className={head}>
              {t('running')}
            </th>
            <th scope="col" className={head}>
              {t('waiting')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {queue.map(({ job_type, queued, running, waiting_since }) => (
            <tr key={job_type}>
              <th scope="row" className="py-2 text-left font-normal">
                {tKinds(job_type)}
              </th>
              <td className={cell}>{format.number(queued)}</td>
              <td className={cell}>{format.number(running)}</td>
              <td className={cell}>
                <WaitingTime since={waiting_since} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <WaitingFigures queue={queue} frame={frame} />
    </HealthSection>
  );
}

/** Time passes without an event. */
function WaitingTime({ since }: { since: string | null }) {
  const locale = useLocale();
  const now = useNow(since === null ? null : secondMs);
  if (since === null) return '–';
  const wholeSeconds = Math.floor(Math.max(0, now - Date.parse(since)) / secondMs);
  return formatDuration(Math.max(1, wholeSeconds) * secondMs, locale);
}
