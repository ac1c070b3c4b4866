'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use } from 'react';
import type { Citation } from '#contract/citations.ts';
import { cn } from '#ui/cn.ts';
import { Tooltip } from '#ui/tooltip.tsx';

type Citations = {
  citations: readonly Citation[];
  openN: number | null;
  onOpen: (citation: Citation) => void;
};

const CitationsContext = createContext<Citations | null>(null);

/** What the references in an answer's text refer to. */
export function CitationsProvider({ children, ...citations }: Citations & { children: ReactNode }) {
  return <CitationsContext value={citations}>{children}</CitationsContext>;
}

const chipClass =
  'ml-0.5 inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-[0.3rem] px-1 align-[0.1em] text-[0.6875rem] leading-none font-semibold tabular-nums no-underline';

const longestPreview = 240;

/** A reference in the text, as a small chip that opens its source. */
export function CitationRef({ n }: { n: number }) {
  const t = useTranslations('messages');
  const context = use(CitationsContext);
  const citation = context?.citations.find((each) => each.n === n);
  if (context && citation) {
    const { file_name, page_from, page_to, quote } = citation;
    return (
      <Tooltip label={shorten(quote)} side="top">
        <button
          type="button"
          aria-label={t('source', {
            n,
            file: file_name,
            pages: t('pages', { from: page_from, to: page_to, more: page_to - page_from }),
          })}
          aria-pressed={context.openN === n}
          onClick={() => context.onOpen(citation)}
          className={cn(
            chipClass,
            'bg-primary-soft text-primary-soft-foreground hover:bg-primary hover:text-primary-foreground aria-pressed:bg-primary aria-pressed:text-primary-foreground',
          )}
        >
          {n}
        </button>
      </Tooltip>
    );
  }
  // While an answer is written it is not yet known what its numbers refer to, and of a stopped one never.
  return <span className={cn(chipClass, 'bg-muted text-muted-foreground')}>{n}</span>;
}

function shorten(quote: string): string {
  const line = quote.replaceAll(/\s+/g, ' ');
  return line.length <= longestPreview ? line : `${line.slice(0, longestPreview).trimEnd()}…`;
}
