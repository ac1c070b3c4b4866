'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyButton } from '#ui/copy-button.tsx';

/** A part of the settings page. */
export function SettingsSection(props: { title: string; hint: string; children: ReactNode }) {
  return (
    <section aria-label={props.title} className="grid grid-cols-1 gap-4">
      <div>
        <h2 className="text-base font-semibold">{props.title}</h2>
        <p className="mt-0.5 text-sm text-muted-foreground">{props.hint}</p>
      </div>
      {props.children}
    </section>
  );
}

/** Something to be put elsewhere as it is. */
export const CopyLine = ({ text }: { text: string }) => {
  const t = useTranslations('live.settings');
  return (
    <div className="flex items-center gap-2 rounded-lg border bg-muted/50 py-1.5 pr-1.5 pl-3">
      <code className="min-w-0 flex-1 text-[0.8125rem] break-all">{text}</code>
      <CopyButton
        text={text}
        label={t('copy')}
        copiedLabel={t('copied')}
        failedLabel={t('copyFailed')}
      />
    </div>
  );
};
