import { useTranslations } from 'next-intl';
import type { Document } from '#contract/documents.ts';
import type { Job } from '#contract/jobs.ts';
import { documentColumnsClass, DocumentRow } from '#features/documents/DocumentRow.tsx';
import { cn } from '#ui/cn.ts';
import { Skeleton } from '#ui/skeleton.tsx';

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
  /** Newest first. */
  jobs: readonly Job[];
  openId: string | null;
  onOpen: (documentId: string) => void;
}) {
  const t = useTranslations('documents');
  const openJobs = findOpenJobs(jobs);
  const counts = Map.groupBy(all, ({ series_id }) => series_id);
  return (
    <>
      <Header />
      <ul aria-label={t('list')} className="-mx-3">
        {documents.map((document) => (
          <DocumentRow
            key={document.id}
            document={document}
            versionCount={counts.get(document.series_id)?.length ?? 1}
            job={openJobs.get(document.id)}
            isOpen={document.id === openId}
            onOpen={() => onOpen(document.id)}
          />
        ))}
      </ul>
    </>
  );
}

function findOpenJobs(jobs: readonly Job[]): ReadonlyMap<string, Job> {
  const open = new Map<string, Job>();
  for (const job of jobs)
    if (job.document_id !== null && (job.status === 'queued' || job.status === 'running'))
      if (!open.has(job.document_id)) open.set(job.document_id, job);
  return open;
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
