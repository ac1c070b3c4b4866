import { expect, test } from 'vitest';
import { returnPath, signInPath } from '#features/auth/returnPath.ts';

test('one comes back to where one was', () => {
  const path = '/w/1/c/2?source=3#top';
  const next = new URL(signInPath(path), 'http://localhost').searchParams.get('next');
  expect(returnPath(next)).toBe(path);
  expect(signInPath('/')).toBe('/sign-in');
});

test.each([
  null,
  '',
  'https://evil.example/',
  '//evil.example/x',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/sign-in?next=/w/1',
])('%j leads home', (next) => {
  expect(returnPath(next)).toBe('/');
});
