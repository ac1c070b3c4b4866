'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { DocumentSizes, Health } from '#contract/health.ts';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { BarChart } from '#ui/bar-chart.tsx';
import { formatBytes } from '#ui/format-bytes.ts';

type Plot = {
  size: keyof DocumentSizes;
  name: string;
  format: (amount: number) => string;
  formatTick: (amount: number) => string;
};

/** How what there is now came together: what there was by each slot's end, and what the whole time added. */
export function GrowthFigures(props: { growth: Health['documents']['growth']; frame: PlotFrame }) {
  const t = useTranslations('health.documents');
  const format = useFormatter();
  const locale = useLocale();
  const { whole, slots } = props.growth;
  const counts = {
    format: (count: number) => format.number(count),
    formatTick: (count: number) => format.number(count, { notation: 'compact' }),
  };
  const formatSize = (bytes: number) => formatBytes(bytes, locale);
  const plots: Plot[] = [
    { size: 'page_count', name: t('pages'), ...counts },
    { size: 'chunk_count', name: t('chunks'), ...counts },
    { size: 'size_bytes', name: t('size'), format: formatSize, formatTick: formatSize },
  ];
  const added = (amount: number, text: string) => (amount > 0 ? `+${text}` : text);
  return (
    <div>
      <h3 className="text-sm font-medium">{t('growth')}</h3>
      <p className="mt-0.5 mb-3 text-[0.8125rem] text-muted-foreground">{t('growthHint')}</p>
      <div className="grid grid-cols-1 gap-x-8 gap-y-7 @4xl:grid-cols-3">
        {plots.map((plot) => (
          <BarChart
            key={plot.size}
            {...props.frame}
            title={plot.name}
            series={[{ name: plot.name, color: 'var(--chart-1)' }]}
            values={slots.map((sizes) => [sizes[plot.size]])}
            readout={(slot) => [
              slot === null
                ? added(whole[plot.size], plot.format(whole[plot.size]))
                : plot.format(slots[slot]?.[plot.size] ?? 0),
            ]}
            formatTick={plot.formatTick}
          />
        ))}
      </div>
    </div>
  );
}
