'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { Health, RunFigures } from '#contract/health.ts';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { kindColors } from '#features/health/kindColors.ts';
import { BarChart } from '#ui/bar-chart.tsx';

/** When work was given up, by its kind. */
export function FailuresOverTime({ jobs, frame }: { jobs: Health['jobs']; frame: PlotFrame }) {
  const t = useTranslations('health.failures');
  const tKinds = useTranslations('jobs.kind');
  const format = useFormatter();
  const failed = (figures: RunFigures | undefined) => figures?.failed ?? 0;
  return (
    <BarChart
      {...frame}
      title={t('overTime')}
      series={jobs.map(({ job_type }) => ({
        name: tKinds(job_type),
        color: kindColors[job_type],
      }))}
      values={frame.slots.map((_, slot) => jobs.map(({ slots }) => failed(slots[slot])))}
      readout={(slot) =>
        jobs.map(({ whole, slots }) => format.number(failed(slot === null ? whole : slots[slot])))
      }
      formatTick={(count) => format.number(count, { notation: 'compact' })}
    />
  );
}
