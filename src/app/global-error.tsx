'use client';

import { Crash } from '#ui/crash.tsx';
import './globals.css';

/** In place of a root layout that broke, so with a document of its own. */
export default function GlobalErrorPage({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <Crash onRetry={retry} />
      </body>
    </html>
  );
}
