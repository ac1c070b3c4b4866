'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Health, Percentiles, RunFigures } from '#contract/health.ts';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { HealthSection, NothingYet } from '#features/health/HealthSection.tsx';
import { formatDuration } from '#ui/format-duration.ts';
import { RangeChart } from '#ui/range-chart.tsx';

type JobFigures = Health['jobs'][number];

/** How long each kind of work waits for a worker, and then takes. */
export function JobTimes({ jobs, frame }: { jobs: Health['jobs']; frame: PlotFrame }) {
  const t = useTranslations('health.times');
  const tKinds = useTranslations('jobs.kind');
  return (
    <HealthSection title={t('title')} hint={t('hint')}>
      <div className="grid grid-cols-1 gap-x-8 gap-y-7 @4xl:grid-cols-3">
        {jobs.map((figures) => (
          <div key={figures.job_type} className="min-w-0">
            <h3 className="mb-2 text-sm font-medium">{tKinds(figures.job_type)}</h3>
            <TimesOf figures={figures} frame={frame} title={tKinds(figures.job_type)} />
          </div>
        ))}
      </div>
    </HealthSection>
  );
}

function TimesOf({
  figures: { whole, slots },
  frame,
  title,
}: {
  figures: JobFigures;
  frame: PlotFrame;
  title: string;
}) {
  const t = useTranslations('health.times');
  const locale = useLocale();
  if (whole.run_ms === null) return <NothingYet>{t('none')}</NothingYet>;
  const timesOf = ({ wait_ms, run_ms }: RunFigures) => [wait_ms, run_ms];
  return (
    <RangeChart
      {...frame}
      title={title}
      series={[
        { name: t('wait'), color: 'var(--chart-2)' },
        { name: t('run'), color: 'var(--chart-1)' },
      ]}
      ranges={slots.map(timesOf)}
      readout={(slot) =>
        timesOf(slot === null ? whole : (slots[slot] ?? whole)).map((times) =>
          describePercentiles(times, locale),
        )
      }
      formatTick={(ms) => formatDuration(ms, locale)}
    />
  );
}

/** `120 ms – 1.4 sec`: p50 and p95. */
export function describePercentiles(times: Percentiles | null, locale: string): string {
  if (times === null) return '–';
  const [p50, p95] = [formatDuration(times.p50, locale), formatDuration(times.p95, locale)];
  return p50 === p95 ? p50 : `${p50} – ${p95}`;
}
