'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { trpc } from '#client/trpc.ts';
import { PageText } from '#features/documents/PageText.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

type PageTextViewProps = {
  documentId: string;
  pageCount: number;
  page: number;
  /** A passage of the page. */
  quote: string | null;
  /** Why there is text where something else is looked for. */
  notice?: ReactNode;
};

/** The text of one page. */
export function PageTextView({ documentId, pageCount, page, quote, notice }: PageTextViewProps) {
  const t = useTranslations('documents.panel');
  const tDocuments = useTranslations('documents');
  const input = { document_id: documentId, page };
  const { data, error, refetch } = trpc.documents.page.useQuery(input);
  usePrefetchedNeighbours({ documentId, pageCount, page });
  return (
    <section
      aria-label={`${t('page')} ${page}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard can scroll only what has the focus
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-5"
    >
      {notice}
      {data ? (
        <PageText key={page} page={data} quote={quote} />
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
  );
}

function usePrefetchedNeighbours({
  documentId,
  pageCount,
  page,
}: Pick<PageTextViewProps, 'documentId' | 'pageCount' | 'page'>) {
  const utils = trpc.useUtils();
  useEffect(() => {
    for (const neighbour of [page + 1, page - 1])
      if (neighbour >= 1 && neighbour <= pageCount)
        void utils.documents.page.prefetch({ document_id: documentId, page: neighbour });
  }, [utils, documentId, pageCount, page]);
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
