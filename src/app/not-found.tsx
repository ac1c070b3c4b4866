'use client';

import { useTranslations } from 'next-intl';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { PageTitle } from '#ui/page-title.tsx';

export default function NotFound() {
  const t = useTranslations('ui');
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <PageTitle title={t('notFoundTitle')} />
      <Empty icon={<SearchX />} title={t('notFoundTitle')}>
        <p>{t('notFound')}</p>
        <Button asChild>
          <Link href="/">{t('toStart')}</Link>
        </Button>
      </Empty>
    </main>
  );
}
