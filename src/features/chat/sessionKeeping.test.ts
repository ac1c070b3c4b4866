import { expect, test } from 'vitest';
import { keepOwner, openCustomerSession } from '#features/chat/sessionKeeping.ts';

function aStorage() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

test('an anonymous session goes on when the company vouches for its customer, and in each visit', () => {
  const storage = aStorage();
  const sessionKey = openCustomerSession(storage, { key: 'k', vouchedId: null });
  storage.setItem(sessionKey, 'a session');
  openCustomerSession(storage, { key: 'k', vouchedId: '42' });
  keepOwner(storage, { key: 'k', vouchedId: '42' });
  openCustomerSession(storage, { key: 'k', vouchedId: '42' });
  expect(storage.getItem(sessionKey)).toBe('a session');
});

test.each([null, '43'])(
  'whoever comes after a vouched customer (%s) gets a session of their own',
  (vouchedId) => {
    const storage = aStorage();
    const sessionKey = openCustomerSession(storage, { key: 'k', vouchedId: '42' });
    storage.setItem(sessionKey, 'a session');
    keepOwner(storage, { key: 'k', vouchedId: '42' });
    openCustomerSession(storage, { key: 'another workspace', vouchedId });
    expect(storage.getItem(sessionKey)).toBe('a session');
    openCustomerSession(storage, { key: 'k', vouchedId });
    expect(storage.values.size).toBe(0);
  },
);
