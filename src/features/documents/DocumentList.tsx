import type { Document } from '#contract/documents.ts';
import type { Job } from '#contract/jobs.ts';
import { documentColumnsClass, DocumentRow } from '#features/documents/DocumentRow.tsx';
import { documentsTexts as texts } from '#features/documents/documentsTexts.ts';
import { cn } from '#ui/cn.ts';
import { Skeleton } from '#ui/skeleton.tsx';

/** The documents in rows, each with what is being done with it. */
export function DocumentList({
  documents,
  jobs,
  openId,
  onOpen,
}: {
  documents: readonly Document[];
  /** Newest first. */
  jobs: readonly Job[];
  openId: string | null;
  onOpen: (documentId: string) => void;
}) {
  const openJobs = findOpenJobs(jobs);
  return (
    <>
      <Header />
      <ul aria-label={texts.list} className="-mx-3">
        {documents.map((document) => (
          <DocumentRow
            key={document.id}
            document={document}
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
  const { columns } = texts;
  return (
    <div
      aria-hidden="true"
      className={cn(
        documentColumnsClass,
        'mb-1 hidden border-b pb-2 text-xs font-medium text-muted-foreground @3xl:grid',
      )}
    >
      <span className="col-span-2">{columns.name}</span>
      <span className="text-right">{columns.pages}</span>
      <span className="text-right">{columns.size}</span>
      <span className="text-right">{columns.added}</span>
      <span>{columns.status}</span>
    </div>
  );
}

export function DocumentListSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">{texts.loading}</span>
      <Header />
      {Array.from({ length: 5 }, (_, index) => (
        <div key={index} className="flex items-center gap-3 py-3">
          <Skeleton className="size-9" />
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
