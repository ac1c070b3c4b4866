/** Languages of the whole app; the first is what others get. */
export const locales = ['en', 'vi', 'th'] as const;
export type Locale = (typeof locales)[number];

/** What each calls itself. */
export const localeNames: Record<Locale, string> = {
  en: 'English',
  vi: 'Tiếng Việt',
  th: 'ไทย',
};

/** Where a person's choice is kept, for the server to read it before the page is made. */
export const localeCookie = 'parley-locale';
