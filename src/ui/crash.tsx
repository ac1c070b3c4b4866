'use client';

import { useTranslations } from 'next-intl';
import { CloudAlert } from 'lucide-react';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { PageTitle } from '#ui/page-title.tsx';

/** What is shown in place of a page that broke. */
export function Crash({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('ui');
  return (
    <main id="main" role="alert" className="grid h-full min-h-80 place-items-center">
      <PageTitle title={t('crashTitle')} />
      <Empty icon={<CloudAlert />} title={t('crashTitle')}>
        <p>{t('crash')}</p>
        <Button onClick={onRetry}>{t('retry')}</Button>
      </Empty>
    </main>
  );
}
