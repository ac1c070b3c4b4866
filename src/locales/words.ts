import type { Messages } from 'next-intl';
import en from '#locales/en.json' with { type: 'json' };
import th from '#locales/th.json' with { type: 'json' };
import vi from '#locales/vi.json' with { type: 'json' };
import type { Locale } from '#locales/locale.ts';

// A language that lacks a word doesn't compile; `words.test.ts` compares what stands in braces.
const words: Record<Locale, Messages> = { en, vi, th };

/** All words of the app in one language. */
export const wordsOf = (locale: Locale): Messages => words[locale];
