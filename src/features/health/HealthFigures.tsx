'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Health, HealthDays } from '#contract/health.ts';
import { AnswerFigures } from '#features/health/AnswerFigures.tsx';
import { chartSlots, type PlotFrame } from '#features/health/chartSlots.ts';
import { DocumentFigures } from '#features/health/DocumentFigures.tsx';
import { EmbeddingFigures } from '#features/health/EmbeddingFigures.tsx';
import { Failures } from '#features/health/Failures.tsx';
import { JobTimes } from '#features/health/JobTimes.tsx';
import { QueueFigures } from '#features/health/QueueFigures.tsx';
import { TokenFigures } from '#features/health/TokenFigures.tsx';

export function HealthFigures({ workspaceId, health }: { workspaceId: string; health: Health }) {
  const t = useTranslations('health');
  const locale = useLocale();
  // As they were fetched, while those of another period are still on their way.
  const days = daysOf(health);
  const frame: PlotFrame = {
    slots: chartSlots(health.slots, days, locale),
    wholeName: t(`days.${days}`),
    words: { table: t('table'), slot: t('time') },
  };
  const answers = health.jobs.find(({ job_type }) => job_type === 'answer');
  return (
    <div className="grid grid-cols-1 gap-5">
      <DocumentFigures documents={health.documents} frame={frame} />
      <JobTimes jobs={health.jobs} frame={frame} />
      <div className="grid grid-cols-1 items-start gap-5 @3xl:grid-cols-2">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <QueueFigures queue={health.queue} frame={frame} />
          <Failures
            workspaceId={workspaceId}
            failures={health.failures}
            jobs={health.jobs}
            frame={frame}
          />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-5">
          {answers && <AnswerFigures answers={answers} frame={frame} />}
          <TokenFigures tokens={health.tokens} frame={frame} />
          {health.embeddings && <EmbeddingFigures embeddings={health.embeddings} />}
        </div>
      </div>
    </div>
  );
}

const daysOf = ({ slots }: Health): HealthDays =>
  slots.length === 7 ? 7 : slots.length === 30 ? 30 : 1;
