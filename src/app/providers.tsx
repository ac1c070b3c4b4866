'use client';

import { setNonce } from 'get-nonce';
import { type Messages, NextIntlClientProvider } from 'next-intl';
import { ThemeProvider } from 'next-themes';
import { type ReactNode, useState } from 'react';
import type { IdentityConfig } from '#features/auth/identityClient.ts';
import { SessionProvider } from '#features/auth/SessionProvider.tsx';
import type { Locale } from '#locales/locale.ts';
import { Toaster } from '#ui/sonner.tsx';
import { TooltipProvider } from '#ui/tooltip.tsx';

const tooltipDelayMs = 400;
/** The browser's; the server, which renders no dates, has its own. */
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/** What every page stands on. */
export function Providers({
  identity,
  nonce,
  locale,
  words,
  children,
}: {
  identity: IdentityConfig;
  /** Of the page's Content Security Policy. */
  nonce: string;
  locale: Locale;
  words: Messages;
  children: ReactNode;
}) {
  // The document's policy stays that of its first load. Dialogs look for it in get-nonce, for a style sheet of theirs.
  const [ownNonce] = useState(() => {
    setNonce(nonce);
    return nonce;
  });
  return (
    <NextIntlClientProvider locale={locale} messages={words} timeZone={timeZone}>
      <ThemeProvider
        attribute="class"
        storageKey="parley-theme"
        disableTransitionOnChange
        nonce={ownNonce}
      >
        <TooltipProvider delayDuration={tooltipDelayMs}>
          <SessionProvider config={identity}>{children}</SessionProvider>
          <Toaster />
        </TooltipProvider>
      </ThemeProvider>
    </NextIntlClientProvider>
  );
}
