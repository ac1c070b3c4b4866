import Negotiator from 'negotiator';
import { type Locale, locales } from '#locales/locale.ts';

/** The person's choice, else what their browser asks for. */
export function chooseLocale(request: {
  cookie: string | undefined;
  acceptLanguage: string | null;
}): Locale {
  const chosen = locales.find((locale) => locale === request.cookie);
  if (chosen) return chosen;
  const headers = { 'accept-language': request.acceptLanguage ?? undefined };
  const [wanted] = new Negotiator({ headers }).languages([...locales]);
  return locales.find((locale) => locale === wanted) ?? 'en';
}
