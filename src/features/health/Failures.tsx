'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import type { Health } from '#contract/health.ts';
import { DocumentStatusBadge } from '#features/documents/DocumentStatusBadge.tsx';
import { HealthSection } from '#features/health/HealthSection.tsx';
import { useServerWords } from '#locales/useServerWords.ts';
import { Badge } from '#ui/badge.tsx';
import { DateText } from '#ui/date-text.tsx';

type Failure = Health['failures'][number];

/** Why work failed, the most frequent reason first, and where to look. */
export function Failures(props: { workspaceId: string; failures: Health['failures'] }) {
  const t = useTranslations('health.failures');
  return (
    <HealthSection title={t('title')} hint={t('hint')}>
      {props.failures.length === 0 ? (
        <p className="flex items-center justify-center gap-2 rounded-lg bg-success-soft px-4 py-6 text-sm text-success">
          <CircleCheck aria-hidden="true" className="size-4" />
          {t('none')}
        </p>
      ) : (
        <ul aria-label={t('title')} className="divide-y">
          {props.failures.map((failure) => (
            <Reason
              key={`${failure.job_type} ${failure.error_message}`}
              failure={failure}
              workspaceId={props.workspaceId}
            />
          ))}
        </ul>
      )}
    </HealthSection>
  );
}

function Reason({ failure, workspaceId }: { failure: Failure; workspaceId: string }) {
  const t = useTranslations('health.failures');
  const tKinds = useTranslations('jobs.kind');
  const format = useFormatter();
  const serverWords = useServerWords();
  const { job_type, error_message, count, last_at, documents, document_count } = failure;
  const others = document_count - documents.length;
  return (
    <li className="grid grid-cols-1 gap-2 py-3 first:pt-0">
      <div className="flex items-start gap-3">
        <Badge tone="destructive" className="tabular-nums">
          {format.number(count)}
        </Badge>
        <div className="min-w-0 flex-1">
          <p className="text-sm">{serverWords(error_message)}</p>
          <p className="text-[0.8125rem] text-muted-foreground">
            {tKinds(job_type)} · {t('last')} <DateText iso={last_at} />
          </p>
        </div>
      </div>
      {documents.length > 0 && (
        <ul className="grid grid-cols-1 gap-1.5">
          {documents.map(({ id, file_name, status }) => (
            <li key={id} className="flex items-center justify-between gap-3 text-[0.8125rem]">
              <Link
                href={`/w/${workspaceId}/documents?document=${id}`}
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
