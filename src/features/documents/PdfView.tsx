'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Document } from '#contract/documents.ts';
import { ocrPageOf } from '#features/documents/ocrTextLayer.ts';
import { PageBar, type PageTurning } from '#features/documents/PageBar.tsx';
import { PageTextView } from '#features/documents/PageTextView.tsx';
import { PdfPage } from '#features/documents/PdfPage.tsx';
import { TextInstead, type TextReason } from '#features/documents/TextInstead.tsx';
import { usePdf } from '#features/documents/usePdf.ts';
import { fitWidth, ZoomButtons } from '#features/documents/ZoomButtons.tsx';
import { useElementWidth } from '#ui/use-element-width.ts';

type PdfViewProps = PageTurning & {
  document: Document;
  /** A passage of the page. */
  quote: string | null;
};

/** Of a page whose text is shown in its place. */
type Trouble = { page: number; reason: TextReason };

/** A PDF page by page as it was made; the text of a page that cannot be shown, or on which nothing can be marked. */
export function PdfView({ document, pageCount, page, onPage, quote }: PdfViewProps) {
  const { pdf, hasFailed, retry } = usePdf(document);
  const { documents } = trpc.useUtils();
  const [zoom, setZoom] = useState(fitWidth);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [picturePage, setPicturePage] = useState<number | null>(null);
  const reason = hasFailed ? 'failed' : trouble?.page === page && trouble.reason;
  const showPage = () => {
    if (reason === 'failed') retry();
    else setPicturePage(page);
    setTrouble(null);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageBar {...{ pageCount, page, onPage }}>
        {!reason && <ZoomButtons zoom={zoom} onZoom={setZoom} />}
      </PageBar>
      {reason ? (
        <PageTextView
          {...{ documentId: document.id, pageCount, page, quote }}
          notice={<TextInstead reason={reason} onShowPage={showPage} />}
        />
      ) : (
        <PdfScroller
          {...{ pdf, page, zoom, quote }}
          readOcr={(number) =>
            documents.page.fetch({ document_id: document.id, page: number }).then(
              ocrPageOf,
              // Its picture can be shown all the same.
              () => null,
            )
          }
          onFailed={() => setTrouble({ page, reason: 'failed' })}
          onDrawn={({ hasText }) => {
            if (!hasText && quote !== null && picturePage !== page)
              setTrouble({ page, reason: 'picture' });
          }}
        />
      )}
    </div>
  );
}

function PdfScroller({
  zoom,
  ...props
}: { zoom: number } & Omit<Parameters<typeof PdfPage>[0], 'width'>) {
  const t = useTranslations('documents.panel');
  const [frame, frameWidth] = useElementWidth();
  return (
    <section
      aria-label={`${t('page')} ${props.page}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard can scroll only what has the focus
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto overscroll-contain bg-muted p-2 [scrollbar-gutter:stable_both-edges] sm:py-3"
    >
      <div ref={frame} />
      <PdfPage {...props} width={Math.floor(frameWidth * zoom)} />
    </section>
  );
}
