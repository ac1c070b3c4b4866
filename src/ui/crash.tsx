import { CloudAlert } from 'lucide-react';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { PageTitle } from '#ui/page-title.tsx';

/** What is shown in place of a page that broke. */
export function Crash({ onRetry }: { onRetry: () => void }) {
  return (
    <main id="main" role="alert" className="grid h-full min-h-80 place-items-center">
      <PageTitle title="Something went wrong" />
      <Empty icon={<CloudAlert />} title="Something went wrong">
        <p>This page broke. Nothing that you saved is lost.</p>
        <Button onClick={onRetry}>Try again</Button>
      </Empty>
    </main>
  );
}
