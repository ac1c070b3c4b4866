'use client';

import { trpc } from '#client/trpc.ts';
import type { Document } from '#contract/documents.ts';
import { FileIcon } from '#features/documents/FileIcon.tsx';
import { cn } from '#ui/cn.ts';
import { useWasSeen } from '#ui/use-was-seen.ts';

/** What a document looks like, as soon as one looks at it; its type's sign where it has no look of its own. */
export function DocumentThumbnail({
  document,
  className,
}: {
  document: Pick<Document, 'id' | 'mime_type' | 'page_count' | 'source_url'>;
  className?: string;
}) {
  const { id, mime_type, page_count } = document;
  const [ref, wasSeen] = useWasSeen();
  const mayHaveOne = mime_type === 'application/pdf' || mime_type.startsWith('image/');
  const { data } = trpc.documents.thumbnail.useQuery(
    { document_id: id },
    { enabled: wasSeen && mayHaveOne && page_count !== null, staleTime: Infinity },
  );
  return (
    <span
      ref={mayHaveOne ? ref : undefined}
      aria-hidden="true"
      className={cn('relative h-11 w-9 shrink-0', className)}
    >
      {data?.data_url ? (
        // oxlint-disable-next-line nextjs/no-img-element -- a data address, made in the size that is needed
        <img
          src={data.data_url}
          alt=""
          className="size-full rounded-md border bg-white object-cover object-top"
        />
      ) : (
        <FileIcon document={document} className="size-full" />
      )}
    </span>
  );
}
