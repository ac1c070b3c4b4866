import { expect, test } from 'vitest';
import { pageName } from '#domain/fetching/pageName.ts';

test.each([
  ['https://example.com/', 'example.com'],
  ['https://example.com/help/vacation-policy/?lang=en', 'vacation-policy'],
  ['https://example.com/Ngh%E1%BB%89%20ph%C3%A9p.pdf', 'Nghỉ phép.pdf'],
  ['https://example.com/100%', '100%'],
  ['https://example.com/%00%0A', 'example.com'],
])('%s is called %s', (url, name) => {
  expect(pageName(new URL(url))).toBe(name);
});
