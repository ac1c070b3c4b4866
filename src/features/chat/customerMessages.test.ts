import { expect, test } from 'vitest';
import { aMessage, testId } from '#client/testRows.ts';
import type { Message, Notice } from '#contract/messages.ts';
import { english } from '#locales/testTranslator.ts';
import { countUnread, describeNotice, isShown } from '#features/chat/customerMessages.ts';

const notice = (type: Notice['type'], of: Partial<Notice> = {}) =>
  aMessage(1, { role: 'system', status: 'done', notice: { type, by: null, to: null, ...of } });
const describe = (message: Message) => describeNotice(message, nameOf, english.chat);
const nameOf = (id: string | null) => (id === testId(7) ? 'Ann' : null);

test('who has joined is told by name, or without where it is not known', () => {
  expect(describe(notice('taken', { by: testId(7) }))).toBe('Ann has joined');
  expect(describe(notice('taken', { by: testId(8) }))).toBe('A person has joined');
  expect(describe(notice('assigned', { to: testId(7) }))).toBe('Ann will answer you');
});

test('what has nothing to say to a customer is not shown', () => {
  expect(isShown(notice('left'))).toBe(false);
  expect(isShown(notice('resolved'))).toBe(true);
  expect(isShown(aMessage(1, { role: 'operator', internal: true, content: 'x' }))).toBe(false);
  expect(isShown(aMessage(1, { status: 'done', stopped: true }))).toBe(false);
  expect(isShown(aMessage(1, { status: 'done', stopped: true, content: 'So' }))).toBe(true);
  expect(isShown(aMessage(1))).toBe(true);
});

test('unread are answers past the cursor, not one’s own words and not what is being written', () => {
  const messages = [
    aMessage(1, { role: 'operator', status: 'done' }),
    aMessage(2, { role: 'visitor', status: 'done' }),
    aMessage(3, { role: 'operator', status: 'done' }),
    aMessage(4, { status: 'done', content: 'Yes' }),
    aMessage(5, { status: 'running', content: 'We' }),
    aMessage(6, { role: 'visitor', version: 0 }),
  ];
  expect(countUnread(messages, 0)).toBe(3);
  expect(countUnread(messages, 2)).toBe(2);
  expect(countUnread(messages, 4)).toBe(0);
});
