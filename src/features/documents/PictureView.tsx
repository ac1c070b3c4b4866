'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Document } from '#contract/documents.ts';
import { onThisOrigin } from '#features/documents/rangeReader.ts';
import { LoadFailed } from '#ui/load-failed.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

/** An image as it is, in the width that there is. */
export function PictureView({ document }: { document: Document }) {
  const t = useTranslations('documents.panel');
  const tDocuments = useTranslations('documents');
  const { data, error, refetch } = trpc.documents.downloadUrl.useQuery(
    { document_id: document.id },
    // A picture that is shown stays; a new link would only fetch it again.
    { staleTime: Infinity, gcTime: 0 },
  );
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  return (
    <section
      aria-label={t('original')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard can scroll only what has the focus
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto overscroll-contain bg-muted p-3"
    >
      {error || (data && data.url === brokenUrl) ? (
        <LoadFailed
          message={t('pictureFailed')}
          retryLabel={tDocuments('retryLoad')}
          onRetry={() => void refetch()}
        />
      ) : data ? (
        // oxlint-disable-next-line nextjs/no-img-element -- what it is, from a link that expires
        <img
          src={onThisOrigin(data.url)}
          alt={document.file_name}
          className="mx-auto max-w-full rounded-xs bg-white shadow-sm"
          onError={() => setBrokenUrl(data.url)}
        />
      ) : (
        <Skeleton className="aspect-4/3 w-full" />
      )}
    </section>
  );
}
