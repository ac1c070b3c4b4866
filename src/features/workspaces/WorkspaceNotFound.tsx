import { useTranslations } from 'next-intl';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { PageTitle } from '#ui/page-title.tsx';

export function WorkspaceNotFound() {
  const t = useTranslations('workspaces');
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <PageTitle title={t('notFoundTitle')} />
      <Empty icon={<SearchX />} title={t('notFoundTitle')}>
        <p>{t('notFoundHint')}</p>
        <Button asChild>
          <Link href="/">{t('toYours')}</Link>
        </Button>
      </Empty>
    </main>
  );
}
