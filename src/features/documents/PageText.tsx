'use client';
import { useTranslations } from 'next-intl';
import { splitAtQuote } from '#features/documents/splitAtQuote.ts';
import { Notice } from '#ui/notice.tsx';

const bringIntoView = (mark: HTMLElement | null) => mark?.scrollIntoView({ block: 'center' });

/** A page's text, with the quoted passage marked and in view. */
export function PageText({ text, quote }: { text: string; quote: string | null }) {
  const t = useTranslations('documents');
  const parts = quote === null ? null : splitAtQuote(text, quote);
  return (
    <>
      {quote !== null && !parts && <Notice className="mb-4">{t('panel.passageElsewhere')}</Notice>}
      <div className="text-[0.9375rem] leading-relaxed whitespace-pre-wrap">
        {parts ? (
          <>
            {parts.before}
            <mark
              key={quote}
              ref={bringIntoView}
              className="rounded-sm box-decoration-clone py-0.5"
            >
              {parts.quote}
            </mark>
            {parts.after}
          </>
        ) : (
          text || <p className="text-muted-foreground">{t('panel.emptyPage')}</p>
        )}
      </div>
    </>
  );
}
