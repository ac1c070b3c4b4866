'use client';

import { useTranslations } from 'next-intl';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useId } from 'react';
import { trpc } from '#client/trpc.ts';
import { PageText } from '#features/documents/PageText.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

type PageViewerProps = {
  documentId: string;
  pageCount: number;
  page: number;
  onPage: (page: number) => void;
  /** A passage of the shown page. */
  quote: string | null;
};

/** A document's text, page by page. */
export function PageViewer({ documentId, pageCount, page, onPage, quote }: PageViewerProps) {
  const t = useTranslations('documents.panel');
  const tDocuments = useTranslations('documents');
  const input = { document_id: documentId, page };
  const { data, error, refetch } = trpc.documents.page.useQuery(input);
  usePrefetchedNeighbours({ documentId, pageCount, page });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageBar pageCount={pageCount} page={page} onPage={onPage} />
      <section
        aria-label={`${t('page')} ${page}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard can scroll only what has the focus
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-5"
      >
        {data ? (
          <PageText key={page} text={data.text} quote={quote} />
        ) : error ? (
          <LoadFailed
            message={t('pageFailed')}
            retryLabel={tDocuments('retryLoad')}
            onRetry={() => void refetch()}
          />
        ) : (
          <PageSkeleton />
        )}
      </section>
    </div>
  );
}

function usePrefetchedNeighbours({
  documentId,
  pageCount,
  page,
}: Pick<PageViewerProps, 'documentId' | 'pageCount' | 'page'>) {
  const utils = trpc.useUtils();
  useEffect(() => {
    for (const neighbour of [page + 1, page - 1])
      if (neighbour >= 1 && neighbour <= pageCount)
        void utils.documents.page.prefetch({ document_id: documentId, page: neighbour });
  }, [utils, documentId, pageCount, page]);
}

function PageBar({
  pageCount,
  page,
  onPage,
}: Pick<PageViewerProps, 'pageCount' | 'page' | 'onPage'>) {
  const t = useTranslations('documents.panel');
  const id = useId();
  const turnTo = (wanted: number) => {
    if (Number.isInteger(wanted)) onPage(Math.min(Math.max(wanted, 1), pageCount));
  };
  return (
    <div className="flex items-center justify-between border-b px-3 py-1.5">
      <IconButton label={t('previous')} disabled={page <= 1} onClick={() => turnTo(page - 1)}>
        <ChevronLeft />
      </IconButton>
      <div className="flex items-center gap-2 text-[0.8125rem] text-muted-foreground tabular-nums">
        <label htmlFor={id}>{t('page')}</label>
        <Input
          // A page turned otherwise shows its number at once.
          key={page}
          id={id}
          inputMode="numeric"
          defaultValue={page}
          className="h-8 w-14 px-2 text-center"
          onFocus={(event) => event.target.select()}
          onBlur={(event) => turnTo(Number.parseInt(event.target.value, 10))}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
        <span>{t('ofPages', { count: pageCount })}</span>
      </div>
      <IconButton label={t('next')} disabled={page >= pageCount} onClick={() => turnTo(page + 1)}>
        <ChevronRight />
      </IconButton>
    </div>
  );
}

const lineWidths = ['92%', '100%', '97%', '64%', '0', '100%', '88%', '95%', '41%'];

function PageSkeleton() {
  return (
    <div className="grid gap-3">
      {lineWidths.map((width, index) => (
        <Skeleton key={index} className="h-3.5" style={{ width }} />
      ))}
    </div>
  );
}
