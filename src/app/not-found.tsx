import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { PageTitle } from '#ui/page-title.tsx';

export default function NotFound() {
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <PageTitle title="Page not found" />
      <Empty icon={<SearchX />} title="There is no such page">
        <p>The address may be mistyped, or what was here is gone.</p>
        <Button asChild>
          <Link href="/">Go to Parley</Link>
        </Button>
      </Empty>
    </main>
  );
}
