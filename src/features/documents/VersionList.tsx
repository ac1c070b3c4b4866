'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Download, Ellipsis, History, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { currentVersion, type Document } from '#contract/documents.ts';
import { DocumentStatusBadge } from '#features/documents/DocumentStatusBadge.tsx';
import { RemoveDocumentDialog } from '#features/documents/RemoveDocumentDialog.tsx';
import { useDocumentActions } from '#features/documents/useDocumentActions.ts';
import { useOpenDocument } from '#features/documents/useOpenDocument.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { cn } from '#ui/cn.ts';
import { DateText } from '#ui/date-text.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#ui/dropdown-menu.tsx';
import { formatBytes } from '#ui/format-bytes.ts';

/** All versions of a document, to open, to make current again, or to delete. */
export function VersionList({
  versions,
  openId,
}: {
  /** Newest first. */
  versions: readonly Document[];
  openId: string;
}) {
  const t = useTranslations('documents.versions');
  const currentId = currentVersion(versions)?.id;
  return (
    <ol aria-label={t('tab')} className="-mx-2 grid gap-1">
      {versions.map((version) => (
        <Version
          key={version.id}
          version={version}
          isOpen={version.id === openId}
          isCurrent={version.id === currentId}
        />
      ))}
    </ol>
  );
}

type VersionProps = { version: Document; isOpen: boolean; isCurrent: boolean };

function Version({ version, isOpen, isCurrent }: VersionProps) {
  const t = useTranslations('documents.versions');
  const locale = useLocale();
  const { show } = useOpenDocument();
  const { version_number: number, size_bytes, created_at } = version;
  return (
    <li
      aria-current={isOpen}
      className={cn(
        'relative flex items-center gap-3 rounded-lg px-2 py-2 hover:bg-muted/70',
        isOpen && 'bg-primary-soft/60 hover:bg-primary-soft/60',
      )}
    >
      <div className="min-w-0 flex-1">
        <button
          type="button"
          aria-label={t('open', { number })}
          className="text-left text-sm font-medium after:absolute after:inset-0 after:rounded-lg"
          onClick={() => show({ documentId: version.id, page: 1, source: null })}
        >
          {t('number', { number })}
        </button>
        <p className="text-[0.8125rem] text-muted-foreground tabular-nums">
          <DateText iso={created_at} /> · {formatBytes(size_bytes, locale)}
        </p>
      </div>
      {isCurrent ? (
        <Badge tone="success">{t('current')}</Badge>
      ) : (
        version.status !== 'ingested' && <DocumentStatusBadge status={version.status} />
      )}
      <VersionMenu version={version} isCurrent={isCurrent} />
    </li>
  );
}

function VersionMenu({ version, isCurrent }: Omit<VersionProps, 'isOpen'>) {
  const t = useTranslations('documents');
  const actions = useDocumentActions(version);
  const [isAsking, setIsAsking] = useState(false);
  const label = t('versions.actions', { number: version.version_number });
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" className="relative" aria-label={label}>
            <Ellipsis />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {actions.mayWrite && !isCurrent && version.status === 'ingested' && (
            <DropdownMenuItem onSelect={actions.restore}>
              <History /> {t('versions.restore')}
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => void actions.download()}>
            <Download /> {t('download')}
          </DropdownMenuItem>
          {actions.mayWrite && (
            <DropdownMenuItem isDestructive onSelect={() => setIsAsking(true)}>
              <Trash2 /> {t('remove')}
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <RemoveDocumentDialog
        document={version}
        open={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={actions.remove}
      />
    </>
  );
}
