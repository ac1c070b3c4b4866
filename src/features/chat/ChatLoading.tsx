import { useTranslations } from 'next-intl';
import { PageTitle } from '#ui/page-title.tsx';
import { Spinner } from '#ui/spinner.tsx';

/** Before the chat is there; `problem`: why that takes long. */
export function ChatLoading({ problem = null }: { problem?: string | null }) {
  const t = useTranslations('chat');

  return (
    <main id="main" aria-label={t('title')} className="grid h-dvh place-items-center px-6">
      <PageTitle title={t('title')} />
      <div role="status" className="flex flex-col items-center gap-3 text-center">
        <Spinner className="size-6 text-primary" />
        <span className={problem ? 'text-sm text-muted-foreground' : 'sr-only'}>
          {problem ?? t('loading')}
        </span>
      </div>
    </main>
  );
}
