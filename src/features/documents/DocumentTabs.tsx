'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Document, DocumentWithJobs } from '#contract/documents.ts';
import { PageBar } from '#features/documents/PageBar.tsx';
import { PageTextView } from '#features/documents/PageTextView.tsx';
import { PdfView } from '#features/documents/PdfView.tsx';
import { PictureView } from '#features/documents/PictureView.tsx';
import { VersionList } from '#features/documents/VersionList.tsx';
import { useDocumentView } from '#features/documents/useDocumentView.ts';
import { JobHistory } from '#features/jobs/JobHistory.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#ui/tabs.tsx';

type DocumentTabsProps = {
  document: DocumentWithJobs;
  /** Newest first. */
  versions: readonly Document[];
  page: number;
  onPage: (page: number) => void;
  /** A passage of `page` to mark. */
  quote: string | null;
};

const tabClass = 'flex min-h-0 flex-1 flex-col';

/** A document as it was made, where that can be shown, its text, and what was done with it. */
export function DocumentTabs({ document, versions, page, onPage, quote }: DocumentTabsProps) {
  const t = useTranslations('documents.panel');
  const tVersions = useTranslations('documents.versions');
  const [view, remember] = useDocumentView();
  const [aside, setAside] = useState<string | null>(null);
  const original = originalOf(document);
  const choose = (tab: string) => {
    const isView = tab === 'original' || tab === 'text';
    setAside(isView ? null : tab);
    if (isView) remember(tab);
  };
  const { page_count: pageCount } = document;
  const turning = pageCount ? { pageCount, page: Math.min(page, pageCount), onPage } : null;
  return (
    <Tabs value={aside ?? (original ? view : 'text')} onValueChange={choose} className={tabClass}>
      <TabsList className="px-5">
        {original && <TabsTrigger value="original">{t('original')}</TabsTrigger>}
        <TabsTrigger value="text">{t('text')}</TabsTrigger>
        {versions.length > 1 && <TabsTrigger value="versions">{tVersions('tab')}</TabsTrigger>}
        <TabsTrigger value="history">{t('history')}</TabsTrigger>
      </TabsList>
      <TabsContent value="original" className={tabClass}>
        {original === 'picture' && <PictureView {...{ document, quote }} />}
        {original === 'pdf' && turning && <PdfView {...{ document, quote }} {...turning} />}
      </TabsContent>
      <TabsContent value="text" className={tabClass}>
        {turning ? (
          <>
            <PageBar {...turning} />
            <PageTextView documentId={document.id} quote={quote} {...turning} />
          </>
        ) : (
          <p className="p-5 text-sm text-muted-foreground">
            {document.status === 'pending' ? t('notReadYet') : t('unreadable')}
          </p>
        )}
      </TabsContent>
      <TabsContent value="versions" className="min-h-0 flex-1 overflow-y-auto p-5">
        <VersionList versions={versions} openId={document.id} />
      </TabsContent>
      <TabsContent value="history" className="min-h-0 flex-1 overflow-y-auto p-5">
        <JobHistory jobs={document.jobs} />
      </TabsContent>
    </Tabs>
  );
}

/** What a browser can show of the file itself; an image also when no text was found in it. */
function originalOf({ mime_type, page_count }: DocumentWithJobs): 'pdf' | 'picture' | null {
  if (mime_type === 'application/pdf') return page_count ? 'pdf' : null;
  return mime_type.startsWith('image/') && mime_type !== 'image/tiff' ? 'picture' : null;
}
