'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Document } from '#contract/documents.ts';
import { locateQuote } from '#features/documents/locateQuote.ts';
import { createOcrTextLayer, type OcrPage, ocrPageOf } from '#features/documents/ocrTextLayer.ts';
import { PageTextView } from '#features/documents/PageTextView.tsx';
import { onThisOrigin } from '#features/documents/rangeReader.ts';
import { TextInstead } from '#features/documents/TextInstead.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

type PictureViewProps = {
  document: Document;
  /** A passage of it. */
  quote: string | null;
};

/** What browsers show has one. */
const page = 1;

/** An image as it is, with its words over it; its text where a passage cannot be marked on it. */
export function PictureView({ document, quote }: PictureViewProps) {
  const { id: document_id, page_count: pageCount } = document;
  const [pictureFor, setPictureFor] = useState<string | null>(null);
  const { data: ocr } = trpc.documents.page.useQuery(
    { document_id, page },
    { enabled: Boolean(pageCount), select: ocrPageOf },
  );
  if (pageCount && quote !== null && ocr === null && pictureFor !== quote)
    return (
      <PageTextView
        {...{ documentId: document_id, pageCount, page, quote }}
        notice={<TextInstead reason="picture" onShowPage={() => setPictureFor(quote)} />}
      />
    );
  return <PictureScroller {...{ document, quote }} ocr={ocr ?? null} />;
}

type PictureScrollerProps = { document: Document; ocr: OcrPage | null; quote: string | null };

function PictureScroller({ document, ocr, quote }: PictureScrollerProps) {
  const t = useTranslations('documents.panel');
  const tDocuments = useTranslations('documents');
  const { data, error, refetch } = trpc.documents.downloadUrl.useQuery(
    { document_id: document.id },
    // A picture that is shown stays; a new link would only fetch it again.
    { staleTime: Infinity, gcTime: 0 },
  );
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null);
  const isQuoteElsewhere = ocr && quote !== null && locateQuote(ocr.text, quote).length === 0;
  return (
    <section
      aria-label={t('original')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard can scroll only what has the focus
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto overscroll-contain bg-muted p-3"
    >
      {isQuoteElsewhere && <Notice className="mb-3">{t('passageElsewhere')}</Notice>}
      {error || (data && data.url === brokenUrl) ? (
        <LoadFailed
          message={t('pictureFailed')}
          retryLabel={tDocuments('retryLoad')}
          onRetry={() => void refetch()}
        />
      ) : data ? (
        <Picture
          src={onThisOrigin(data.url)}
          name={document.file_name}
          {...{ ocr, quote }}
          onBroken={() => setBrokenUrl(data.url)}
        />
      ) : (
        <Skeleton className="aspect-4/3 w-full" />
      )}
    </section>
  );
}

type PictureProps = Pick<PictureScrollerProps, 'ocr' | 'quote'> & {
  src: string;
  name: string;
  onBroken: () => void;
};

function Picture({ src, name, ocr, quote, onBroken }: PictureProps) {
  const words = useRef<HTMLDivElement>(null);
  /** Its width over its height; null before it is there. */
  const [shape, setShape] = useState<number | null>(null);
  useEffect(() => {
    if (!ocr || shape === null) return;
    const { textLayer, marks } = createOcrTextLayer(ocr, { quote, shape });
    words.current?.replaceChildren(textLayer);
    marks[0]?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [ocr, quote, shape]);
  return (
    <div className="relative isolate mx-auto w-fit overflow-clip rounded-xs bg-white shadow-sm">
      {/* oxlint-disable-next-line nextjs/no-img-element -- what it is, from a link that expires */}
      <img
        src={src}
        alt={name}
        className="max-w-full"
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setShape(naturalWidth / naturalHeight)
        }
        onError={onBroken}
      />
      <div ref={words} />
    </div>
  );
}
