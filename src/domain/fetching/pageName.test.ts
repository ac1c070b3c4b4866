import { expect, test } from 'vitest';
import { pageName, withEnding } from '#domain/fetching/pageName.ts';

test.each([
  ['https://example.com/', 'example.com'],
  ['https://example.com/help/vacation-policy/?lang=en', 'vacation-policy'],
  ['https://example.com/Ngh%E1%BB%89%20ph%C3%A9p.pdf', 'Nghỉ phép.pdf'],
  ['https://example.com/100%', '100%'],
  ['https://example.com/%00%0A', 'example.com'],
])('%s is called %s', (url, name) => {
  expect(pageName(new URL(url))).toBe(name);
});

test.each([
  ['prices', 'text/csv', 'prices.csv'],
  ['prices.php', 'text/html', 'prices.php.html'],
  ['items', 'application/x-ndjson', 'items.json'],
  ['prices.tsv', 'text/csv', 'prices.tsv'],
  ['example.com', 'application/xhtml+xml', 'example.com.html'],
  ['prices', 'text/plain', 'prices'],
  ['prices', 'application/pdf', 'prices'],
  ['x'.repeat(255), 'text/csv', `${'x'.repeat(251)}.csv`],
])('%s that is %s is called %s', (name, type, expected) => {
  expect(withEnding(name, type)).toBe(expected);
});
