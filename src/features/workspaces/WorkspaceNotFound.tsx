import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { workspacesTexts as texts } from '#features/workspaces/workspacesTexts.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { PageTitle } from '#ui/page-title.tsx';

export function WorkspaceNotFound() {
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <PageTitle title={texts.notFoundTitle} />
      <Empty icon={<SearchX />} title={texts.notFoundTitle}>
        <p>{texts.notFoundHint}</p>
        <Button asChild>
          <Link href="/">{texts.toYours}</Link>
        </Button>
      </Empty>
    </main>
  );
}
