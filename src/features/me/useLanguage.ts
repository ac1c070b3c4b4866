'use client';

import { useLocale } from 'next-intl';
import { useRouter } from 'next/navigation';
import { localeCookie } from '#locales/locale.ts';

const yearSeconds = 365 * 24 * 60 * 60;

/** The language of the app, and how to have another in this browser from now on. */
export function useLanguage() {
  const locale = useLocale();
  const router = useRouter();
  const choose = (wanted: string) => {
    document.cookie = `${localeCookie}=${wanted}; path=/; max-age=${yearSeconds}; samesite=lax`;
    // The words come with the page.
    router.refresh();
  };
  return { locale, choose };
}
