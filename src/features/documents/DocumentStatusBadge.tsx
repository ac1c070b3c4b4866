import { useTranslations } from 'next-intl';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentStatus } from '#contract/documents.ts';
import { Badge, type BadgeTone } from '#ui/badge.tsx';
import { Spinner } from '#ui/spinner.tsx';

const looks: Record<DocumentStatus, { tone: BadgeTone; icon: ReactNode }> = {
  pending: { tone: 'neutral', icon: <Spinner /> },
  parsed: { tone: 'active', icon: <Spinner /> },
  ingested: { tone: 'success', icon: <CircleCheck aria-hidden="true" /> },
  error: { tone: 'destructive', icon: <CircleAlert aria-hidden="true" /> },
};

/** Where a document stands, in human words; all of the same width, so that nothing moves. */
export function DocumentStatusBadge({ status }: { status: DocumentStatus }) {
  const t = useTranslations('documents');
  const { tone, icon } = looks[status];
  return (
    <Badge tone={tone} className="w-24" data-status={status}>
      {icon}
      {t(`status.${status}`)}
    </Badge>
  );
}
