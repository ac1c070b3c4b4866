import { expect, test } from 'vitest';
import { findHostOrigin, FromHost } from '#features/chat/hostMessages.ts';

const framed = {
  isFramed: true,
  search: '?embedded=1',
  referrer: 'https://shop.test/cart',
  ancestorOrigins: [],
};

test('the embedding page is known by what the browser says, not by what the page says', () => {
  expect(findHostOrigin(framed)).toBe('https://shop.test');
  expect(findHostOrigin({ ...framed, ancestorOrigins: ['https://a.test', 'https://b.test'] })).toBe(
    'https://a.test',
  );
  expect(findHostOrigin({ ...framed, referrer: '' })).toBeNull();
});

test('on a page of its own there is nobody to talk to', () => {
  expect(findHostOrigin({ ...framed, isFramed: false })).toBeNull();
  expect(findHostOrigin({ ...framed, search: '' })).toBeNull();
});

test('a message is taken as it should be, without an address that is none of the web', () => {
  const told = { from: 'parley-embed', type: 'page', is_shown: true };
  expect(FromHost.parse({ ...told, page_url: 'file:///home/x.html' })).toEqual({
    ...told,
    page_url: undefined,
  });
  expect(FromHost.safeParse({ ...told, type: 'other' }).success).toBe(false);
  expect(FromHost.safeParse({ ...told, identity: { user_id: 4 } }).success).toBe(false);
  expect(FromHost.safeParse('page').success).toBe(false);
});
