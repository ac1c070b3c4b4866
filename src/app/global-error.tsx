'use client';

import { NextIntlClientProvider } from 'next-intl';
import en from '#locales/en.json' with { type: 'json' };
import { Crash } from '#ui/crash.tsx';
import './globals.css';

/** In place of a root layout that broke, so with a document of its own. */
export default function GlobalErrorPage({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <NextIntlClientProvider locale="en" messages={{ ui: en.ui }}>
          <Crash onRetry={retry} />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
