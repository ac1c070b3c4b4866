'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { Health } from '#contract/health.ts';
import { HealthSection, NothingYet } from '#features/health/HealthSection.tsx';
import { Progress } from '#ui/progress.tsx';

/** How many documents can be found by their meaning, and how many still wait for it. */
export function EmbeddingFigures(props: { embeddings: NonNullable<Health['embeddings']> }) {
  const t = useTranslations('health.embeddings');
  const format = useFormatter();
  const { model, document_count, lacking_count, refused_count } = props.embeddings;
  const done = Math.max(0, document_count - lacking_count);
  const share = document_count === 0 ? 1 : done / document_count;
  // All but one of ten thousand are not all.
  const percent = share < 1 ? Math.floor(share * 100) / 100 : 1;
  return (
    <HealthSection title={t('title')} hint={t('hint')}>
      {document_count === 0 ? (
        <NothingYet>{t('none')}</NothingYet>
      ) : (
        <div className="grid grid-cols-1 gap-2.5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm tabular-nums">
            <span className="font-medium">{t('done', { done, total: document_count })}</span>
            <span>{format.number(percent, { style: 'percent' })}</span>
          </p>
          <Progress value={percent} label={t('progress')} className="h-2.5" />
          <p className="text-[0.8125rem] text-muted-foreground">
            {lacking_count > 0 ? t('lacking', { count: lacking_count }) : t('all')}
            {refused_count > 0 && ` ${t('refused', { count: refused_count })}`}
          </p>
        </div>
      )}
      <p className="text-[0.8125rem] break-words text-muted-foreground">
        {t('model')} <span className="font-medium text-foreground">{model}</span>
      </p>
    </HealthSection>
  );
}
