'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { Health } from '#contract/health.ts';
import { DocumentStatusBadge } from '#features/documents/DocumentStatusBadge.tsx';
import type { PlotFrame } from '#features/health/chartSlots.ts';
import { type FailuresBy, reasonColor } from '#features/health/failureSeries.ts';
import { FailuresOverTime } from '#features/health/FailuresOverTime.tsx';
import { HealthSection } from '#features/health/HealthSection.tsx';
import { kindColors } from '#features/health/kindColors.ts';
import { useServerWords } from '#locales/useServerWords.ts';
import { Badge } from '#ui/badge.tsx';
import { DateText } from '#ui/date-text.tsx';
import { Segments } from '#ui/segments.tsx';

type Failure = Health['failures'][number];

type FailuresProps = {
  workspaceId: string;
  failures: Health['failures'];
  jobs: Health['jobs'];
  frame: PlotFrame;
};

/** When and why work failed, the most frequent reason first, and where to look. */
export function Failures({ workspaceId, failures, jobs, frame }: FailuresProps) {
  const t = useTranslations('health.failures');
  const [by, setBy] = useState<FailuresBy>('reason');
  const most = Math.max(...failures.map(({ count }) => count));
  return (
    <HealthSection title={t('title')} hint={t('hint')}>
      {failures.length === 0 ? (
        <p className="flex items-center justify-center gap-2 rounded-lg bg-success-soft px-4 py-6 text-sm text-success">
          <CircleCheck aria-hidden="true" className="size-4" />
          {t('none')}
        </p>
      ) : (
        <>
          <Segments
            label={t('by')}
            value={by}
            options={[
              { value: 'reason', label: t('byReason') },
              { value: 'kind', label: t('byKind') },
            ]}
            onChange={(value) => setBy(value === 'kind' ? 'kind' : 'reason')}
          />
          <FailuresOverTime by={by} failures={failures} jobs={jobs} frame={frame} />
          <ul aria-label={t('title')} className="divide-y border-t pt-3">
            {failures.map((failure, nth) => (
              <Reason
                key={`${failure.job_type} ${failure.error_message}`}
                failure={failure}
                share={failure.count / most}
                color={by === 'kind' ? kindColors[failure.job_type] : reasonColor(nth)}
                workspaceId={workspaceId}
              />
            ))}
          </ul>
        </>
      )}
    </HealthSection>
  );
}

/** `share`: its count, by that of the most frequent reason; `color`: as in the plot. */
function Reason(props: { failure: Failure; share: number; color: string; workspaceId: string }) {
  const t = useTranslations('health.failures');
  const tKinds = useTranslations('jobs.kind');
  const format = useFormatter();
  const serverWords = useServerWords();
  const { job_type, error_message, count, last_at, documents, document_count } = props.failure;
  const others = document_count - documents.length;
  return (
    <li className="grid grid-cols-1 gap-2 py-3 first:pt-0">
      <div className="flex items-start gap-3">
        <Badge tone="destructive" className="min-w-9 justify-center tabular-nums">
          {format.number(count)}
        </Badge>
        <div className="min-w-0 flex-1">
          <p className="text-sm">{serverWords(error_message)}</p>
          <p className="text-[0.8125rem] text-muted-foreground">
            {tKinds(job_type)} · {t('last')} <DateText iso={last_at} />
          </p>
          <div aria-hidden="true" className="mt-1.5 h-2 rounded-full bg-muted">
            <div
              className="h-full min-w-2 rounded-full transition-[width]"
              style={{ width: `${props.share * 100}%`, background: props.color }}
            />
          </div>
        </div>
      </div>
      {documents.length > 0 && (
        <ul className="grid grid-cols-1 gap-1.5">
          {documents.map(({ id, file_name, status }) => (
            <li key={id} className="flex items-center justify-between gap-3 text-[0.8125rem]">
              <Link
                href={`/w/${props.workspaceId}/documents?document=${id}`}
                className="min-w-0 truncate text-primary underline underline-offset-2"
              >
                {file_name}
              </Link>
              <DocumentStatusBadge status={status} />
            </li>
          ))}
          {others > 0 && (
            <li className="text-[0.8125rem] text-muted-foreground">
              {t('others', { count: others })}
            </li>
          )}
        </ul>
      )}
    </li>
  );
}
