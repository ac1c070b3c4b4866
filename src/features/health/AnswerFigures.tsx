'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { Health, RunFigures } from '#contract/health.ts';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { HealthSection, NothingYet } from '#features/health/HealthSection.tsx';
import { describePercentiles } from '#features/health/JobTimes.tsx';
import { BarChart } from '#ui/bar-chart.tsx';

/** How many answers there were, and how long people waited for them. */
export function AnswerFigures(props: { answers: Health['jobs'][number]; frame: PlotFrame }) {
  const t = useTranslations('health.answers');
  const format = useFormatter();
  const locale = useLocale();
  const { whole, slots } = props.answers;
  const countsOf = ({ success, stopped, failed }: RunFigures) => [success, stopped, failed];
  const isEmpty = countsOf(whole).every((count) => count === 0);
  return (
    <HealthSection title={t('title')} hint={t('hint')}>
      {isEmpty ? (
        <NothingYet>{t('none')}</NothingYet>
      ) : (
        <>
          <dl className="grid grid-cols-2 gap-x-6 gap-y-3">
            <WaitFor
              name={t('firstText')}
              value={describePercentiles(whole.first_text_ms, locale)}
            />
            <WaitFor name={t('total')} value={describePercentiles(whole.total_ms, locale)} />
          </dl>
          <BarChart
            {...props.frame}
            title={t('title')}
            series={[
              { name: t('success'), color: 'var(--chart-1)' },
              { name: t('stopped'), color: 'var(--chart-2)' },
              { name: t('failed'), color: 'var(--destructive)' },
            ]}
            values={slots.map(countsOf)}
            readout={(slot) =>
              countsOf(slot === null ? whole : (slots[slot] ?? whole)).map((count) =>
                format.number(count),
              )
            }
            formatTick={(count) => format.number(count, { notation: 'compact' })}
          />
        </>
      )}
    </HealthSection>
  );
}

function WaitFor({ name, value }: { name: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-[0.8125rem] text-muted-foreground">{name}</dt>
      <dd className="mt-0.5 font-semibold tabular-nums">{value}</dd>
    </div>
  );
}
