import { expect, test } from 'vitest';
import { z } from 'zod';
import { IntlMessageFormat } from 'intl-messageformat';
import { locales } from '#locales/locale.ts';
import { wordsOf } from '#locales/words.ts';

/** Every text by its path. */
function textsOf(words: unknown, path = ''): [path: string, text: string][] {
  const text = z.string().safeParse(words);
  if (text.success) return [[path, text.data]];
  const parts = z.record(z.string(), z.unknown()).parse(words);
  return Object.entries(parts).flatMap(([key, part]) => textsOf(part, `${path}.${key}`));
}

const byName = (one: string, other: string) => one.localeCompare(other);

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** As the parser calls plain text. */
const literal = 0;

/** What a text has a place for, at any depth. */
const placesOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => {
    // oxlint-disable-next-line typescript/no-unsafe-enum-comparison -- the parser keeps its enum to itself
    if (part.type === literal || !('value' in part)) return [];
    const options = 'options' in part ? Object.values(part.options) : [];
    return [part.value, ...options.flatMap(({ value }) => placesOf(value))];
  });
const placesIn = (text: string) =>
  [...new Set(placesOf(new IntlMessageFormat(text).getAst()))].toSorted(byName);

const english = new Map(textsOf(wordsOf('en')));

test.each(locales.filter((locale) => locale !== 'en'))(
  'every text of %s stands for the same English one, with the same places',
  (locale) => {
    const texts = textsOf(wordsOf(locale));
    expect(texts.map(([path]) => path).toSorted(byName)).toEqual(
      [...english.keys()].toSorted(byName),
    );
    const wrong = texts.filter(
      ([path, text]) =>
        text.trim() === '' || placesIn(text).join() !== placesIn(english.get(path) ?? '').join(),
    );
    expect(wrong).toEqual([]);
  },
);

test.each(locales)('every text of %s can be formatted', (locale) => {
  for (const [, text] of textsOf(wordsOf(locale)))
    expect(() => new IntlMessageFormat(text, locale)).not.toThrow();
});
