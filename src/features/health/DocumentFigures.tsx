'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { DocumentStatus } from '#contract/documents.ts';
import type { Health } from '#contract/health.ts';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { GrowthFigures } from '#features/health/GrowthFigures.tsx';
import { HealthSection, NothingYet } from '#features/health/HealthSection.tsx';
import { formatBytes } from '#ui/format-bytes.ts';
import { Stat, Stats } from '#ui/stats.tsx';

const colors: Record<DocumentStatus, string> = {
  ingested: 'var(--chart-1)',
  parsed: 'var(--chart-3)',
  pending: 'var(--chart-2)',
  error: 'var(--destructive)',
};
const shown = ['ingested', 'parsed', 'pending', 'error'] as const;

/** What there is, how much of it can be asked about, and how it came together. */
export function DocumentFigures(props: { documents: Health['documents']; frame: PlotFrame }) {
  const t = useTranslations('health.documents');
  const format = useFormatter();
  const locale = useLocale();
  const { status_counts, page_count, chunk_count, size_bytes, database_bytes, growth } =
    props.documents;
  const total = shown.reduce((sum, status) => sum + status_counts[status], 0);
  return (
    <HealthSection title={t('title')}>
      <Stats>
        <Stat name={t('files')} value={format.number(total)} />
        <Stat name={t('pages')} value={format.number(page_count)} />
        <Stat name={t('chunks')} value={format.number(chunk_count)} />
        <Stat
          name={t('size')}
          value={formatBytes(size_bytes, locale)}
          detail={
            database_bytes
              ? t('database', { size: formatBytes(database_bytes, locale) })
              : undefined
          }
        />
      </Stats>
      <StatusBar counts={status_counts} total={total} />
      {total === 0 ? (
        <NothingYet>{t('growthNone')}</NothingYet>
      ) : (
        <GrowthFigures growth={growth} frame={props.frame} />
      )}
    </HealthSection>
  );
}

function StatusBar({ counts, total }: { counts: Record<DocumentStatus, number>; total: number }) {
  const tDocuments = useTranslations('documents.status');
  const format = useFormatter();
  return (
    <div className="grid grid-cols-1 gap-2.5">
      <div aria-hidden="true" className="flex h-2.5 gap-0.5 overflow-hidden rounded-full bg-muted">
        {shown.map(
          (status) =>
            counts[status] > 0 && (
              <div
                key={status}
                className="min-w-1.5 transition-[width]"
                style={{
                  width: `${(counts[status] / total) * 100}%`,
                  background: colors[status],
                }}
              />
            ),
        )}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem]">
        {shown.map((status) => (
          <li key={status} className="flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className="size-2.5 rounded-[3px]"
              style={{ background: colors[status] }}
            />
            <span className="text-muted-foreground">{tDocuments(status)}</span>
            <span className="font-medium tabular-nums">{format.number(counts[status])}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
