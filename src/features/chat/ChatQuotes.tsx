'use client';

import { useTranslations } from 'next-intl';
import { ChevronRight } from 'lucide-react';
import type { Citation } from '#contract/citations.ts';

/** What an answer stands on, in words: a customer cannot open the document. */
export function ChatQuotes({
  citations,
  openN,
  onOpen,
}: {
  citations: readonly Citation[];
  openN: number | null;
  onOpen: (n: number | null) => void;
}) {
  const t = useTranslations('chat');
  const tMessages = useTranslations('messages');

  if (citations.length === 0) return null;
  return (
    <ol aria-label={t('quotes')} className="mt-3 grid gap-1.5">
      {citations.map(({ n, file_name, page_from, page_to, quote }) => (
        <li key={n} className="overflow-hidden rounded-lg border text-[0.8125rem]">
          <button
            type="button"
            aria-expanded={openN === n}
            onClick={() => onOpen(openN === n ? null : n)}
            className="flex w-full items-center gap-2 px-2.5 py-2 text-left hover:bg-accent"
          >
            <span className="font-semibold text-primary tabular-nums">{n}</span>
            <span className="min-w-0 flex-1 truncate">{file_name}</span>
            <span className="shrink-0 text-muted-foreground tabular-nums">
              {tMessages('pages', { from: page_from, to: page_to, more: page_to - page_from })}
            </span>
            <ChevronRight
              aria-hidden="true"
              className={`size-3.5 shrink-0 text-muted-foreground ${openN === n ? 'rotate-90' : ''}`}
            />
          </button>
          {openN === n && (
            <blockquote className="border-t bg-muted/50 px-3 py-2.5 leading-relaxed break-words whitespace-pre-line">
              {quote}
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  );
}
