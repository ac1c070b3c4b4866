import { useTranslations } from 'next-intl';
import { FileText } from 'lucide-react';
import type { Citation } from '#contract/citations.ts';

/** What an answer stands on, by number. */
export function Sources({
  citations,
  openN,
  onOpen,
}: {
  citations: readonly Citation[];
  openN: number | null;
  onOpen: (citation: Citation) => void;
}) {
  const t = useTranslations('messages');
  if (citations.length === 0) return null;
  return (
    <section aria-label={t('sources')} className="mt-4">
      <h2 className="mb-2 text-xs font-medium text-muted-foreground">{t('sources')}</h2>
      <ol className="flex flex-wrap gap-2">
        {citations.map((citation) => (
          <li key={citation.n} className="max-w-full">
            <button
              type="button"
              aria-pressed={citation.n === openN}
              onClick={() => onOpen(citation)}
              className="flex h-8 max-w-full items-center gap-2 rounded-lg border bg-card px-2.5 text-[0.8125rem] hover:bg-accent aria-pressed:border-primary aria-pressed:bg-primary-soft"
            >
              <span className="font-semibold text-primary tabular-nums">{citation.n}</span>
              <FileText aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
              <span className="truncate">{citation.file_name}</span>
              <span className="shrink-0 text-muted-foreground tabular-nums">
                {t('pages', {
                  from: citation.page_from,
                  to: citation.page_to,
                  more: citation.page_to - citation.page_from,
                })}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
