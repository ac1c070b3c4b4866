import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Document } from '#contract/documents.ts';
import type { Job } from '#contract/jobs.ts';
import { documentColumnsClass, DocumentRow } from '#features/documents/DocumentRow.tsx';
import { cn } from '#ui/cn.ts';
import { Skeleton } from '#ui/skeleton.tsx';
import { useVisibleRows } from '#ui/use-visible-rows.ts';

/** The documents in rows, each with what is being done with it. */
export function DocumentList({
  documents,
  all,
  jobs,
  openId,
  onOpen,
}: {
  documents: readonly Document[];
  /** With older versions. */
  all: readonly Document[];
  /** Those that have not ended, newest first. */
  jobs: readonly Job[];
  openId: string | null;
  onOpen: (documentId: string) => void;
}) {
  const t = useTranslations('documents');
  const jobOf = useMemo(() => newestByDocument(jobs), [jobs]);
  const versionsOf = useMemo(() => Map.groupBy(all, ({ series_id }) => series_id), [all]);
  const { listRef, rows, space, measure } = useVisibleRows(documents);
  return (
    <>
      <Header />
      <ul
        ref={listRef}
        aria-label={t('list')}
        className="-mx-3"
        style={{ paddingTop: space.before, paddingBottom: space.after }}
      >
        {rows.map(({ index, row: document }) => (
          <li
            key={document.id}
            ref={measure}
            data-index={index}
            data-status={document.status}
            aria-posinset={index + 1}
            aria-setsize={documents.length}
          >
            <DocumentRow
              document={document}
              versionCount={versionsOf.get(document.series_id)?.length ?? 1}
              job={jobOf.get(document.id)}
              isOpen={document.id === openId}
              onOpen={onOpen}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function newestByDocument(jobs: readonly Job[]): ReadonlyMap<string | null, Job> {
  return new Map(jobs.toReversed().map((job) => [job.document_id, job]));
}

function Header() {
  const t = useTranslations('documents.columns');
  return (
    <div
      aria-hidden="true"
      className={cn(
        documentColumnsClass,
        'mb-1 hidden border-b pb-2 text-xs font-medium text-muted-foreground @3xl:grid',
      )}
    >
      <span className="col-span-2">{t('name')}</span>
      <span className="text-right">{t('pages')}</span>
      <span className="text-right">{t('size')}</span>
      <span className="text-right">{t('added')}</span>
      <span>{t('status')}</span>
    </div>
  );
}

export function DocumentListSkeleton() {
  const t = useTranslations('documents');
  return (
    <div role="status">
      <span className="sr-only">{t('loading')}</span>
      <Header />
      {Array.from({ length: 5 }, (_, index) => (
        <div key={index} className="flex items-center gap-3 py-3">
          <Skeleton className="h-11 w-9" />
          <div className="flex-1">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="mt-2 h-3 w-1/5" />
          </div>
          <Skeleton className="h-6 w-24 rounded-full" />
        </div>
      ))}
    </div>
  );
}
