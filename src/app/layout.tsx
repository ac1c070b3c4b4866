import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from './providers.tsx';
import { readEnv } from '#env.ts';
import { chooseLocale } from '#locales/chooseLocale.ts';
import { wordsOf } from '#locales/words.ts';
import { localeCookie } from '#locales/locale.ts';
import './globals.css';

export const metadata: Metadata = {
  description: 'Ask your team’s documents and get answers with citations.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  // The keyboard of a phone takes its room from the page, so that the composer stays in sight.
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#131718' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // At run time, not at build time: the same build serves with and without Supabase, and each page has its own nonce.
  const request = await headers();
  const nonce = request.get('x-nonce') ?? '';
  const locale = chooseLocale({
    cookie: (await cookies()).get(localeCookie)?.value,
    acceptLanguage: request.get('accept-language'),
  });
  const { SUPABASE_URL, SUPABASE_ANON_KEY } = readEnv();
  const identity =
    SUPABASE_URL && SUPABASE_ANON_KEY ? { url: SUPABASE_URL, anonKey: SUPABASE_ANON_KEY } : null;
  return (
    // next-themes sets the class before React wakes up.
    <html lang={locale} suppressHydrationWarning>
      <body>
        <Providers {...{ identity, nonce, locale }} words={wordsOf(locale)}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
