'use client';

import { useTranslations } from 'next-intl';
import { draftText } from '#features/live/draftText.ts';
import type { useDraftReply } from '#features/live/useDraftReply.ts';
import { Button } from '#ui/button.tsx';

/** The draft that was asked for, to use or not: nothing is sent by itself. */
export function DraftReply(props: {
  drafting: ReturnType<typeof useDraftReply>;
  onUse: (text: string) => void;
}) {
  const t = useTranslations('live.reply');
  const tMessages = useTranslations('messages');
  const { found, discard } = props.drafting;
  if (!found) return null;
  const text = draftText(found.text);
  const use = () => {
    props.onUse(text);
    discard();
  };
  return (
    <section
      aria-label={t('draftTitle')}
      className="mb-2 rounded-xl border border-primary/30 bg-primary-soft/40 px-4 py-3"
    >
      <h2 className="text-xs font-medium text-primary">{t('draftTitle')}</h2>
      <p className="mt-1 max-h-40 overflow-y-auto text-sm whitespace-pre-wrap">
        {found.citations.length > 0 ? text : t('draftNone')}
      </p>
      {found.citations.length > 0 && (
        <p className="mt-1.5 truncate text-xs text-muted-foreground">
          {found.citations
            .map(
              ({ file_name, page_from, page_to }) =>
                `${file_name}, ${tMessages('pages', { from: page_from, to: page_to, more: page_to - page_from })}`,
            )
            .join(' · ')}
        </p>
      )}
      <div className="mt-2 flex gap-2">
        {found.citations.length > 0 && (
          <Button size="sm" onClick={use}>
            {t('draftUse')}
          </Button>
        )}
        <Button size="sm" variant="ghost" onClick={discard}>
          {t('draftDiscard')}
        </Button>
      </div>
    </section>
  );
}
