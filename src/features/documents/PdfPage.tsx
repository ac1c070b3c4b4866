'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type DrawnPage, drawPdfPage } from '#features/documents/drawPdfPage.ts';
import type { OcrPage } from '#features/documents/ocrTextLayer.ts';
import type { OpenPdf } from '#features/documents/openPdf.ts';
import { must } from '#shared/must.ts';
import { cn } from '#ui/cn.ts';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

type PdfPageProps = {
  /** Null while it is being opened. */
  pdf: OpenPdf | null;
  page: number;
  /** In CSS pixels; 0 as long as it is not known. */
  width: number;
  quote: string | null;
  /** What was recognised on a page; null for one that was not read as a picture. */
  readOcr: (page: number) => Promise<OcrPage | null>;
  onDrawn: (drawn: DrawnPage) => void;
  onFailed: () => void;
};

/** Most pages are of this shape, so that little moves when the page arrives. */
const a4 = 210 / 297;

/** One page as its author made it, with the quoted passage marked and in view. */
export function PdfPage(props: PdfPageProps) {
  const t = useTranslations('documents.panel');
  const { paper, drawn } = useDrawnPage(props);
  const { page, width, quote } = props;
  const isShown = drawn?.page === page;
  const isQuoteElsewhere = isShown && quote !== null && !drawn.isMarked;
  return (
    <>
      {isQuoteElsewhere && <Notice className="mx-auto mb-3 w-full">{t('passageElsewhere')}</Notice>}
      <div className="relative mx-auto w-fit" aria-busy={!isShown}>
        <div
          ref={paper}
          data-page={drawn?.page}
          className={cn('pdf-page', !isShown && (drawn ? 'opacity-60' : 'opacity-0'))}
          style={{ width: width || '100%', aspectRatio: drawn?.shape ?? a4 }}
        />
        {!drawn && <Skeleton className="absolute inset-0 rounded-xs" />}
      </div>
    </>
  );
}

type Drawn = { page: number; shape: number; isMarked: boolean };

function useDrawnPage({ pdf, page, width, quote, ...props }: PdfPageProps) {
  const paper = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const put = useEffectEvent((result: DrawnPage & { shape: number; scale: number }) => {
    const { canvas, textLayer, marks, shape, scale } = result;
    const sheet = must(paper.current, 'the paper on which it was to be drawn');
    sheet.style.setProperty('--total-scale-factor', String(scale));
    sheet.style.aspectRatio = String(shape);
    sheet.replaceChildren(canvas, textLayer);
    setDrawn({ page, shape, isMarked: marks.length > 0 });
    if (marks[0]) marks[0].scrollIntoView({ block: 'center', inline: 'nearest' });
    else if (drawn?.page !== page) sheet.scrollIntoView({ block: 'start', inline: 'nearest' });
    props.onDrawn(result);
  });
  const fail = useEffectEvent(props.onFailed);
  const readOcr = useEffectEvent(props.readOcr);
  useEffect(() => {
    if (!pdf || width === 0) return undefined;
    const drawing = new AbortController();
    const { signal } = drawing;
    const draw = async () => {
      const source = await pdf.document.getPage(page);
      const natural = source.getViewport({ scale: 1 });
      const scale = width / natural.width;
      const viewport = source.getViewport({ scale });
      const options = { viewport, quote, signal, readOcr: () => readOcr(page) };
      const result = await drawPdfPage(source, options);
      if (!signal.aborted) put({ ...result, shape: natural.width / natural.height, scale });
    };
    Promise.race([draw(), pdf.failed]).catch(() => signal.aborted || fail());
    return () => drawing.abort();
  }, [pdf, page, width, quote]);
  return { paper, drawn };
}
