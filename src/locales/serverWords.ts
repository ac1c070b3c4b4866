import type { Messages } from 'next-intl';
import en from '#locales/en.json' with { type: 'json' };

export type ServerWordsKey = keyof Messages['server'];

/** Which of the server's sentences it is, and what stands in its places. */
export type ServerWords = { key: ServerWordsKey; values: Record<string, string> };

const isKnown = (key: string): key is ServerWordsKey => key in en.server;
const known = Object.entries(en.server).flatMap(([key, sentence]) =>
  isKnown(key) ? [{ key, pattern: patternOf(sentence) }] : [],
);

/** Null for a sentence that the server is not known to say. */
export function findServerWords(sentence: string): ServerWords | null {
  for (const { key, pattern } of known) {
    const match = pattern.exec(sentence);
    if (match) return { key, values: { ...match.groups } };
  }
  return null;
}

/** `The file is larger than {megabytes} MB` is said with a number in that place. */
function patternOf(sentence: string): RegExp {
  const parts = sentence
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? escape(part) : `(?<${part}>.+)`));
  return new RegExp(`^${parts.join('')}$`);
}

/** Browsers that people have yet lack `RegExp.escape`. */
function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
