'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '#client/trpc.ts';

/** Says so when answers are quotations; keeps its line either way. */
export function AnswerModeNotice() {
  const t = useTranslations('settings');
  const { data: settings } = trpc.settings.get.useQuery();
  return (
    <p className="min-h-4 text-center text-xs text-balance text-muted-foreground">
      {settings?.answer_mode === 'extractive' && t('extractive')}
    </p>
  );
}
