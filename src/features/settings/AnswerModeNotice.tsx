'use client';

import { trpc } from '#client/trpc.ts';
import { settingsTexts } from '#features/settings/settingsTexts.ts';

/** Says so when answers are quotations; keeps its line either way. */
export function AnswerModeNotice() {
  const { data: settings } = trpc.settings.get.useQuery();
  return (
    <p className="min-h-4 text-center text-xs text-balance text-muted-foreground">
      {settings?.answer_mode === 'extractive' && settingsTexts.extractive}
    </p>
  );
}
