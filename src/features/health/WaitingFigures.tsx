'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { Health } from '#contract/health.ts';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { NothingYet } from '#features/health/HealthSection.tsx';
import { kindColors } from '#features/health/kindColors.ts';
import { BarChart } from '#ui/bar-chart.tsx';

/** Of what waited for a moment alone, nothing is shown. */
const step = 0.001;
const toStep = (average: number) => Math.round(average / step) * step;

/** How deep the queue was: how many of each kind waited, on average. */
export function WaitingFigures({ queue, frame }: { queue: Health['queue']; frame: PlotFrame }) {
  const t = useTranslations('health.queue');
  const tKinds = useTranslations('jobs.kind');
  const format = useFormatter();
  const values = frame.slots.map((_, slot) =>
    queue.map(({ waiting }) => toStep(waiting.slots[slot] ?? 0)),
  );
  const whole = queue.map(({ waiting }) => toStep(waiting.whole));
  const formatAverage = (average: number) =>
    format.number(average, { maximumFractionDigits: average < 1 ? 3 : average < 100 ? 1 : 0 });
  return (
    <div>
      <h3 className="text-sm font-medium">{t('depth')}</h3>
      <p className="mt-0.5 mb-3 text-[0.8125rem] text-muted-foreground">{t('depthHint')}</p>
      {values.flat().every((average) => average === 0) ? (
        <NothingYet>{t('depthNone')}</NothingYet>
      ) : (
        <BarChart
          {...frame}
          title={t('depth')}
          series={queue.map(({ job_type }) => ({
            name: tKinds(job_type),
            color: kindColors[job_type],
          }))}
          step={step}
          values={values}
          readout={(slot) => (slot === null ? whole : (values[slot] ?? whole)).map(formatAverage)}
          formatTick={formatAverage}
        />
      )}
    </div>
  );
}
