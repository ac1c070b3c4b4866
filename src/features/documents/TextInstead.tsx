'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';

/** Why a page's text is shown in its place. */
export type TextReason = 'failed' | 'picture';

type TextInsteadProps = { reason: TextReason; onShowPage: () => void };

/** Says why there is text, above it. */
export function TextInstead({ reason, onShowPage }: TextInsteadProps) {
  const t = useTranslations('documents.panel');
  const tDocuments = useTranslations('documents');
  return (
    <Notice role="status" className="mb-4">
      <p>{reason === 'failed' ? t('textInstead') : t('textOfPicture')}</p>
      <Button variant="outline" size="sm" className="mt-3" onClick={onShowPage}>
        {reason === 'failed' ? tDocuments('retryLoad') : t('showPage')}
      </Button>
    </Notice>
  );
}
