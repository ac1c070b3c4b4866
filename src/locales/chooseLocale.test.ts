import { expect, test } from 'vitest';
import { chooseLocale } from '#locales/chooseLocale.ts';

test.each([
  ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
  ['th', 'th'],
  ['de-DE,de;q=0.9,th;q=0.5,en;q=0.4', 'th'],
  ['en-GB,vi;q=0.9', 'en'],
  ['de', 'en'],
  ['*', 'en'],
  ['', 'en'],
  [null, 'en'],
])('a browser that asks for %s gets %s', (acceptLanguage, locale) => {
  expect(chooseLocale({ cookie: undefined, acceptLanguage })).toBe(locale);
});

test('what a person has chosen counts more, unless it is no language of ours', () => {
  const acceptLanguage = 'vi';
  expect(chooseLocale({ cookie: 'th', acceptLanguage })).toBe('th');
  expect(chooseLocale({ cookie: 'xx', acceptLanguage })).toBe('vi');
});
