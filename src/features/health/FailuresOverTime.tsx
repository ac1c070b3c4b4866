'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { failureSeries, type FailuresBy } from '#features/health/failureSeries.ts';
import type { Health } from '#contract/health.ts';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { useServerWords } from '#locales/useServerWords.ts';
import { BarChart } from '#ui/bar-chart.tsx';

/** When work was given up, by its kind or by the reason. */
export function FailuresOverTime(props: {
  by: FailuresBy;
  failures: Health['failures'];
  jobs: Health['jobs'];
  frame: PlotFrame;
}) {
  const t = useTranslations('health.failures');
  const tKinds = useTranslations('jobs.kind');
  const words = useServerWords();
  const format = useFormatter();
  const series = failureSeries(props);
  const nameOf = ({ of }: (typeof series)[number]) => {
    if (of === null) return t('otherReasons');
    if (!('error_message' in of)) return tKinds(of.job_type);
    // Work of two kinds may fail for the same reason.
    const isOfMore = props.failures.some(
      ({ job_type, error_message }) =>
        error_message === of.error_message && job_type !== of.job_type,
    );
    const reason = words(of.error_message);
    return isOfMore ? `${reason} (${tKinds(of.job_type)})` : reason;
  };
  return (
    <BarChart
      {...props.frame}
      title={t('overTime')}
      series={series.map((one) => ({ name: nameOf(one), color: one.color }))}
      values={props.frame.slots.map((_, slot) => series.map(({ slots }) => slots[slot] ?? 0))}
      readout={(slot) =>
        series.map(({ whole, slots }) => format.number(slot === null ? whole : (slots[slot] ?? 0)))
      }
      formatTick={(count) => format.number(count, { notation: 'compact' })}
    />
  );
}
