'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Download, Ellipsis, PanelRightOpen, RotateCw, Trash2 } from 'lucide-react';
import { memo, useState } from 'react';
import type { Document } from '#contract/documents.ts';
import type { Job } from '#contract/jobs.ts';
import { DocumentStatusBadge } from '#features/documents/DocumentStatusBadge.tsx';
import { DocumentThumbnail } from '#features/documents/DocumentThumbnail.tsx';
import { fileKind } from '#features/documents/fileKind.ts';
import { RemoveDocumentDialog } from '#features/documents/RemoveDocumentDialog.tsx';
import { useDocumentActions } from '#features/documents/useDocumentActions.ts';
import { JobLine } from '#features/jobs/JobLine.tsx';
import { useServerWords } from '#locales/useServerWords.ts';
import { Button } from '#ui/button.tsx';
import { cn } from '#ui/cn.ts';
import { DateText } from '#ui/date-text.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#ui/dropdown-menu.tsx';
import { formatBytes } from '#ui/format-bytes.ts';

/** The columns of the list, shared with its header; where the list is narrow only name, status and menu. */
export const documentColumnsClass =
  'grid grid-cols-[2.25rem_minmax(0,1fr)_auto_2rem] gap-x-3 @3xl:grid-cols-[2.25rem_minmax(0,1fr)_4rem_5rem_5.5rem_6rem_2rem] @3xl:gap-x-4';

type DocumentActions = ReturnType<typeof useDocumentActions>;

type DocumentRowProps = {
  document: Document;
  /** Of all versions of it, this one among them. */
  versionCount: number;
  /** The newest of its unfinished jobs. */
  job: Job | undefined;
  isOpen: boolean;
  onOpen: (documentId: string) => void;
};

/** Drawn anew only for news of its own: while hundreds of files come in, the list has news many times a second. */
export const DocumentRow = memo(function DocumentRow(props: DocumentRowProps) {
  const { document, versionCount, job, isOpen } = props;
  const onOpen = () => props.onOpen(document.id);
  const actions = useDocumentActions(document);
  return (
    <div
      className={cn(
        documentColumnsClass,
        'relative items-center rounded-lg px-3 py-2.5 hover:bg-muted/70',
        isOpen && 'bg-primary-soft/60 hover:bg-primary-soft/60',
      )}
    >
      <DocumentThumbnail document={document} className="row-span-2 self-start" />
      {/* The whole row opens the document; what stands above it keeps its own clicks. */}
      <button
        type="button"
        onClick={onOpen}
        aria-expanded={isOpen}
        className="truncate text-left text-sm font-medium after:absolute after:inset-0 after:rounded-lg"
        title={document.file_name}
      >
        {document.file_name}
      </button>
      <Figures document={document} />
      <div className="@3xl:row-span-2">
        <DocumentStatusBadge status={document.status} />
      </div>
      <div className="@3xl:row-span-2">
        <RowMenu document={document} actions={actions} onOpen={onOpen} />
      </div>
      <div className="col-start-2 -col-end-1 min-h-5 text-[0.8125rem] text-muted-foreground @3xl:row-start-2 @3xl:col-end-3">
        <RowDetail {...{ document, versionCount, job, actions }} />
      </div>
    </div>
  );
});

function Figures({ document }: { document: Document }) {
  const locale = useLocale();
  const cell =
    'hidden text-right text-[0.8125rem] text-muted-foreground tabular-nums @3xl:row-span-2 @3xl:block';
  return (
    <>
      <span className={cell}>{document.page_count?.toLocaleString(locale) ?? '–'}</span>
      <span className={cell}>{formatBytes(document.size_bytes, locale)}</span>
      <DateText iso={document.created_at} className={cell} />
    </>
  );
}

function RowDetail({
  document,
  versionCount,
  job,
  actions,
}: Pick<DocumentRowProps, 'document' | 'versionCount' | 'job'> & { actions: DocumentActions }) {
  const t = useTranslations('documents');
  const locale = useLocale();
  const words = useServerWords();
  if (document.status === 'error')
    return (
      <p className="text-destructive">
        {document.error_message ? words(document.error_message) : t('unknownError')}{' '}
        {actions.mayWrite && (
          <Button
            variant="link"
            size="sm"
            className="relative -my-1 h-7 px-1 align-baseline"
            disabled={actions.isRetrying}
            onClick={actions.retry}
          >
            <RotateCw className="size-3.5" /> {t('retry')}
          </Button>
        )}
      </p>
    );
  if (document.status !== 'ingested' && job) return <JobLine job={job} />;
  const facts = [
    document.page_count === null ? null : t('pages', { count: document.page_count }),
    formatBytes(document.size_bytes, locale),
  ];
  return (
    <>
      <Origin document={document} versionCount={versionCount} />
      {facts.map(
        (fact) =>
          fact && (
            <span key={fact} className="tabular-nums @3xl:hidden">
              {' · '}
              <span className="whitespace-nowrap">{fact}</span>
            </span>
          ),
      )}
    </>
  );
}

/** What it is, which version, and where it comes from. */
function Origin({
  document: { mime_type, version_number, folder_path, source_url },
  versionCount,
}: Pick<DocumentRowProps, 'document' | 'versionCount'>) {
  const t = useTranslations('documents');
  const parts = [
    t('kind', { kind: fileKind(mime_type) }),
    versionCount > 1 || version_number > 1 ? t('versions.number', { number: version_number }) : '',
    folder_path,
    source_url?.replace(/^https?:\/\//, '') ?? '',
  ];
  return <span className="break-words">{parts.filter((part) => part !== '').join(' · ')}</span>;
}

function RowMenu({
  document,
  actions,
  onOpen,
}: {
  document: Document;
  actions: DocumentActions;
  onOpen: () => void;
}) {
  const t = useTranslations('documents');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon-sm"
            className="relative"
            aria-label={t('actions', { name: document.file_name })}
          >
            <Ellipsis />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={onOpen}>
            <PanelRightOpen /> {t('open')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void actions.download()}>
            <Download /> {t('download')}
          </DropdownMenuItem>
          {actions.mayWrite && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem isDestructive onSelect={() => setIsAsking(true)}>
                <Trash2 /> {t('remove')}
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <RemoveDocumentDialog
        document={document}
        open={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={actions.remove}
      />
    </>
  );
}
