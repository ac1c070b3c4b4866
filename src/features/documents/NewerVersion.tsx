'use client';

import { useTranslations } from 'next-intl';
import type { Document } from '#contract/documents.ts';
import { useOpenDocument } from '#features/documents/useOpenDocument.ts';
import { newerThan } from '#features/documents/versions.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';

/** Says of an older version that there is a newer one; nothing of others. */
export function NewerVersion({
  document,
  documents,
}: {
  document: Document;
  documents: readonly Document[];
}) {
  const t = useTranslations('documents.versions');
  const { show } = useOpenDocument();
  const newer = newerThan(document, documents);
  if (!newer) return null;
  return (
    <Notice tone="warning" className="mx-5 mt-1 mb-3">
      {t('newer')}{' '}
      <Button
        variant="link"
        size="sm"
        className="-my-1 h-7 px-1 align-baseline text-current underline"
        onClick={() => show({ documentId: newer.id, page: 1, source: null })}
      >
        {t('openNewer')}
      </Button>
    </Notice>
  );
}
