'use client';

import { type Messages, useTranslations } from 'next-intl';
import en from '#locales/en.json' with { type: 'json' };

type Known = keyof Messages['server'];

const isKnown = (key: string): key is Known => key in en.server;
const keys = new Map(Object.entries(en.server).map(([key, sentence]) => [sentence, key]));

/**
 * The server tells what went wrong in English, the same to everybody: in a log, over the wire, in a row. Here its
 * sentences become the reader's; one that is not known stays as it is.
 */
export function useServerWords(): (sentence: string) => string {
  const t = useTranslations('server');
  return (sentence) => {
    const key = keys.get(sentence);
    return key !== undefined && isKnown(key) ? t(key) : sentence;
  };
}
