import { expect, test } from 'vitest';
import { pathOf, placeOf, placeShown } from '#features/notifications/notificationPlace.ts';

const inConversation = { workspace_id: 'w', conversation_id: 'c1', kind: 'mention' } as const;
const ofCustomer = { ...inConversation, kind: 'new_customer' } as const;
const ofFile = { workspace_id: 'w', conversation_id: null, kind: 'document_failed' } as const;

test('a notification leads to what it is about', () => {
  expect([inConversation, ofCustomer, ofFile].map(pathOf)).toEqual([
    '/w/w/c/c1',
    '/w/w/live/c1',
    '/w/w/documents',
  ]);
});

test('the page that it leads to shows its place', () => {
  for (const each of [inConversation, ofCustomer, ofFile])
    expect(placeShown(pathOf(each))).toBe(placeOf(each));
});

test.each(['/', '/w/w', '/w/w/live', '/w/w/settings/members', '/w/w/documents/x', '/chat/key'])(
  '%s shows no place',
  (pathname) => expect(placeShown(pathname)).toBeNull(),
);
