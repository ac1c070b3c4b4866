'use client';

import { useTranslations } from 'next-intl';
import { ExternalLink, RefreshCw } from 'lucide-react';
import type { DocumentWithJobs } from '#contract/documents.ts';
import { isOpenJob } from '#contract/jobs.ts';
import { useDocumentActions } from '#features/documents/useDocumentActions.ts';
import { newerThan } from '#features/documents/versions.ts';
import { useDocuments } from '#features/documents/useDocuments.ts';
import { useServerWords } from '#locales/useServerWords.ts';
import { Button } from '#ui/button.tsx';
import { DateText } from '#ui/date-text.tsx';
import { Spinner } from '#ui/spinner.tsx';

/** Where a document comes from, and whether it still says the same there. */
export function WebPage({ document, url }: { document: DocumentWithJobs; url: string }) {
  const t = useTranslations('documents.webPage');
  const actions = useDocumentActions(document);
  const { data: documents = [] } = useDocuments(document.workspace_id);
  const isReady = document.status === 'ingested' && !newerThan(document, documents);
  const job = document.jobs.find(({ job_type }) => job_type === 'parse');
  const isChecking = isReady && job !== undefined && isOpenJob(job);
  return (
    <div className="grid gap-1.5 px-5 pb-3 text-[0.8125rem]">
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        title={t('open')}
        className="flex min-w-0 items-center gap-1.5 text-primary underline-offset-4 hover:underline"
      >
        <ExternalLink aria-hidden="true" className="size-3.5 shrink-0" />
        <span className="truncate">{url}</span>
      </a>
      {isReady && (
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-2 text-muted-foreground">
          <p role="status">
            <Outcome document={document} isChecking={isChecking} />
          </p>
          {actions.mayWrite && (
            <Button
              variant="outline"
              size="sm"
              disabled={isChecking || actions.isAskingForRefetch}
              onClick={actions.refetch}
            >
              <RefreshCw /> {t('refetch')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** How it went when the page was last looked at; nothing when it never was. */
function Outcome({ document, isChecking }: { document: DocumentWithJobs; isChecking: boolean }) {
  const t = useTranslations('documents.webPage');
  const words = useServerWords();
  const job = document.jobs.find(({ job_type }) => job_type === 'parse');
  if (isChecking)
    return (
      <span className="flex items-center gap-2">
        <Spinner /> {t('checking')}
      </span>
    );
  if (job?.status === 'failed' && job.error_message !== null)
    return (
      <span className="text-destructive">{t('failed', { reason: words(job.error_message) })}</span>
    );
  return (
    document.checked_at !== null && (
      <>
        {t('unchanged')} <DateText iso={document.checked_at} />
      </>
    )
  );
}
