import { expect, test } from 'vitest';
import { aCannedReply } from '#client/testRows.ts';
import { cannedQuery, findCanned } from '#features/live/cannedReplies.ts';

test('only a draft that is one word after a slash looks for a canned reply', () => {
  expect(['/', '/hi', '/chào', '/สวัสดี'].map(cannedQuery)).toEqual(['', 'hi', 'chào', 'สวัสดี']);
  expect(['', 'hi', '/hi there', 'a /hi', '//'].map(cannedQuery)).toEqual(
    Array.from({ length: 5 }, () => null),
  );
});

test('the beginning of a shortcut counts most, then its middle, then the text', () => {
  const replies = [
    aCannedReply(1, { shortcut: 'bye', text: 'See you; refunds take a week.' }),
    aCannedReply(2, { shortcut: 'no-refund', text: 'Sorry.' }),
    aCannedReply(3, { shortcut: 'Refund', text: 'Here it is.' }),
    aCannedReply(4, { shortcut: 'hello', text: 'Hello!' }),
  ];
  const found = findCanned(replies, 'refund').map(({ shortcut }) => shortcut);
  expect(found).toEqual(['Refund', 'no-refund', 'bye']);
  expect(findCanned(replies, '').map(({ shortcut }) => shortcut)).toEqual([
    'bye',
    'hello',
    'no-refund',
    'Refund',
  ]);
});
