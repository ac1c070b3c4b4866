'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Download, FileX, RotateCw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { isRefusal } from '#client/isRefusal.ts';
import { trpc } from '#client/trpc.ts';
import type { DocumentWithJobs } from '#contract/documents.ts';
import { DocumentStatusBadge } from '#features/documents/DocumentStatusBadge.tsx';
import { fileKind } from '#features/documents/fileKind.ts';
import { useServerWords } from '#locales/useServerWords.ts';
import { DocumentThumbnail } from '#features/documents/DocumentThumbnail.tsx';
import { DocumentTabs } from '#features/documents/DocumentTabs.tsx';
import { RemoveDocumentDialog } from '#features/documents/RemoveDocumentDialog.tsx';
import { useDocumentActions } from '#features/documents/useDocumentActions.ts';
import { NewerVersion } from '#features/documents/NewerVersion.tsx';
import { versionsOf } from '#features/documents/versions.ts';
import { WebPage } from '#features/documents/WebPage.tsx';
import { useDocuments } from '#features/documents/useDocuments.ts';
import { Button } from '#ui/button.tsx';
import { DateText } from '#ui/date-text.tsx';
import { Empty } from '#ui/empty.tsx';
import { formatBytes } from '#ui/format-bytes.ts';
import { IconButton } from '#ui/icon-button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

type DocumentPanelProps = {
  documentId: string;
  page: number;
  onPage: (page: number) => void;
  /** A passage of `page` to mark. */
  quote: string | null;
  onClose: () => void;
};

/** One document: its text by page, what was done with it, and what can be done. */
export function DocumentPanel({ documentId, page, onPage, quote, onClose }: DocumentPanelProps) {
  const t = useTranslations('documents.panel');
  const { data: document, error } = trpc.documents.get.useQuery({ document_id: documentId });
  return (
    <>
      <header className="flex items-start gap-3 px-5 pt-4 pb-3">
        {document ? (
          <Heading document={document} />
        ) : (
          <div className="flex-1">{!error && <Skeleton className="mt-1 h-5 w-3/5" />}</div>
        )}
        <IconButton label={t('close')} onClick={onClose} className="-mt-1 -mr-2">
          <X />
        </IconButton>
      </header>
      {error && !document && <Gone quote={isRefusal(error) ? quote : null} />}
      {document && <Body {...{ document, page, onPage, quote, onClose }} />}
    </>
  );
}

function Heading({ document }: { document: DocumentWithJobs }) {
  const t = useTranslations('documents');
  const locale = useLocale();
  return (
    <>
      <DocumentThumbnail document={document} />
      <div className="min-w-0 flex-1">
        <h2 className="text-[0.9375rem] leading-snug font-semibold break-words">
          {document.file_name}
        </h2>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-muted-foreground tabular-nums">
          <span>{t('kind', { kind: fileKind(document.mime_type) })}</span>
          {document.page_count !== null && (
            <span>· {t('pages', { count: document.page_count })}</span>
          )}
          <span>· {formatBytes(document.size_bytes, locale)}</span>
          <span>
            · <DateText iso={document.created_at} />
          </span>
        </p>
        {document.folder_path !== '' && (
          <p className="text-[0.8125rem] break-words text-muted-foreground">
            {document.folder_path}
          </p>
        )}
      </div>
    </>
  );
}

function Body({
  document,
  page,
  onPage,
  quote,
  onClose,
}: Omit<DocumentPanelProps, 'documentId'> & { document: DocumentWithJobs }) {
  const t = useTranslations('documents');
  const words = useServerWords();
  const { data: documents = [] } = useDocuments(document.workspace_id);
  const versions = versionsOf(document, documents);
  return (
    <>
      {document.source_url !== null && <WebPage document={document} url={document.source_url} />}
      <Actions document={document} onClose={onClose} />
      {document.status === 'error' && (
        <Notice tone="destructive" className="mx-5 mt-1 mb-3">
          {document.error_message ? words(document.error_message) : t('unknownError')}
        </Notice>
      )}
      <NewerVersion document={document} documents={documents} />
      <DocumentTabs {...{ document, versions, page, onPage, quote }} />
    </>
  );
}

function Actions({ document, onClose }: { document: DocumentWithJobs; onClose: () => void }) {
  const t = useTranslations('documents');
  const actions = useDocumentActions(document);
  const [isAsking, setIsAsking] = useState(false);
  const remove = (choice: { all_versions: boolean }) => {
    onClose();
    actions.remove(choice);
  };
  return (
    <div className="flex items-center gap-2 px-5 pb-3">
      <DocumentStatusBadge status={document.status} />
      <span className="flex-1" />
      {actions.mayWrite && document.status === 'error' && (
        <Button variant="outline" size="sm" disabled={actions.isRetrying} onClick={actions.retry}>
          <RotateCw /> {t('retry')}
        </Button>
      )}
      <Button variant="outline" size="sm" onClick={() => void actions.download()}>
        <Download /> {t('download')}
      </Button>
      {actions.mayWrite && (
        <IconButton label={t('remove')} variant="outline" onClick={() => setIsAsking(true)}>
          <Trash2 />
        </IconButton>
      )}
      <RemoveDocumentDialog
        document={document}
        open={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={remove}
      />
    </div>
  );
}

function Gone({ quote }: { quote: string | null }) {
  const t = useTranslations('documents.panel');
  return (
    <Empty icon={<FileX />} title={t('goneTitle')}>
      {quote === null ? (
        <p>{t('goneWithoutQuote')}</p>
      ) : (
        <>
          <p>{t('gone')}</p>
          <blockquote className="border-l-3 pl-4 text-left text-foreground">{quote}</blockquote>
        </>
      )}
    </Empty>
  );
}
