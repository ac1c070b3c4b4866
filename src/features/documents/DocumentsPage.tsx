'use client';

import { useTranslations } from 'next-intl';
import { FileSearch, FileUp, Globe, Search, Upload, X } from 'lucide-react';
import { useCallback, useDeferredValue, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Document } from '#contract/documents.ts';
import { AddMenu } from '#features/documents/AddMenu.tsx';
import { DocumentList, DocumentListSkeleton } from '#features/documents/DocumentList.tsx';
import { DocumentPanel } from '#features/documents/DocumentPanel.tsx';
import { matchesFileName } from '#features/documents/matchesFileName.ts';
import { useUploads } from '#features/documents/Uploads.tsx';
import { useOpenDocument } from '#features/documents/useOpenDocument.ts';
import { withoutSuperseded } from '#features/documents/versions.ts';
import { useDocuments } from '#features/documents/useDocuments.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { PageTitle } from '#ui/page-title.tsx';
import { SidePanel } from '#ui/side-panel.tsx';

/** All documents of a workspace, and beside them the one that is open. */
export function DocumentsPage({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('documents');
  const { open, show, turnTo, close } = useOpenDocument();
  const openFirstPage = useCallback(
    (documentId: string) => show({ documentId, page: 1, source: null }),
    [show],
  );
  const { mayUpload } = useUploads();
  const documents = useDocuments(workspaceId);
  return (
    <div className="flex h-full">
      <PageTitle title={t('title')} />
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto outline-none">
        <div className="@container mx-auto max-w-5xl px-4 pt-6 pb-28 sm:px-8 sm:pt-9">
          <header className="mb-6 flex items-center justify-between gap-4">
            <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
            {mayUpload && <AddMenu />}
          </header>
          {documents.data ? (
            <Documents
              workspaceId={workspaceId}
              documents={documents.data}
              openId={open?.documentId ?? null}
              onOpen={openFirstPage}
            />
          ) : documents.error ? (
            <LoadFailed
              message={t('loadFailed')}
              retryLabel={t('retryLoad')}
              onRetry={() => void documents.refetch()}
            />
          ) : (
            <DocumentListSkeleton />
          )}
        </div>
      </main>
      <SidePanel isOpen={open !== null} title={t('panel.title')} onClose={close}>
        {open && (
          <DocumentPanel
            key={open.documentId}
            documentId={open.documentId}
            page={open.page}
            onPage={turnTo}
            quote={null}
            onClose={close}
          />
        )}
      </SidePanel>
    </div>
  );
}

function Documents({
  workspaceId,
  documents,
  openId,
  onOpen,
}: {
  workspaceId: string;
  documents: readonly Document[];
  openId: string | null;
  onOpen: (documentId: string) => void;
}) {
  const t = useTranslations('documents');
  const { data: jobs = [] } = trpc.jobs.list.useQuery({
    workspace_id: workspaceId,
    open: true,
  });
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  if (documents.length === 0) return <NoDocuments />;
  const found = withoutSuperseded(documents).filter(({ file_name, folder_path, source_url }) =>
    matchesFileName([folder_path, file_name, source_url].join(' '), wanted),
  );
  return (
    <>
      <SearchField value={query} onChange={setQuery} />
      {found.length === 0 ? (
        <Empty icon={<FileSearch />} title={t('noMatchTitle')}>
          <p>{t('noMatch', { query: wanted })}</p>
          <Button variant="outline" onClick={() => setQuery('')}>
            {t('clearSearch')}
          </Button>
        </Empty>
      ) : (
        <DocumentList
          documents={found}
          all={documents}
          jobs={jobs}
          openId={openId}
          onOpen={onOpen}
        />
      )}
    </>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations('documents');
  return (
    <div className="relative mb-5">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-3 left-3 size-4 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={value}
        className="px-9 [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => onChange(event.target.value)}
      />
      {value !== '' && (
        <IconButton
          label={t('clearSearch')}
          className="absolute top-1 right-1"
          onClick={() => onChange('')}
        >
          <X />
        </IconButton>
      )}
    </div>
  );
}

function NoDocuments() {
  const t = useTranslations('documents');
  const { chooseFiles, askForUrl, maxMb, mayUpload } = useUploads();
  if (!mayUpload) return <Empty icon={<FileSearch />} title={t('noneYet')} />;
  return (
    <Empty
      icon={<FileUp />}
      title={t('emptyTitle')}
      className="rounded-xl border-2 border-dashed py-20"
    >
      <p>{t('emptyHint', { maxMb: maxMb ?? 0 })}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={chooseFiles}>
          <Upload /> {t('uploadLong')}
        </Button>
        <Button variant="outline" onClick={askForUrl}>
          <Globe /> {t('addUrl')}
        </Button>
      </div>
    </Empty>
  );
}
