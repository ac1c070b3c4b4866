'use client';

import { useTranslations } from 'next-intl';
import { findServerWords } from '#locales/serverWords.ts';

/**
 * The server tells what went wrong in English, the same to everybody: in a log, over the wire, in a row. Here its
 * sentences become the reader's; one that is not known stays as it is.
 */
export function useServerWords(): (sentence: string) => string {
  const t = useTranslations('server');
  return (sentence) => {
    const words = findServerWords(sentence);
    return words ? t(words.key, words.values) : sentence;
  };
}
