import { expect, test } from 'vitest';
import { TypingThrottle } from '#services/typing/typingThrottle.ts';

const ann = { userId: 'ann', conversationId: 'one' };

test('typing is told every two seconds, for each person and conversation by itself', () => {
  let now = 0;
  const throttle = new TypingThrottle(() => now);
  expect(throttle.allows(ann, true)).toBe(true);
  now = 1_999;
  expect(throttle.allows(ann, true)).toBe(false);
  expect(throttle.allows({ ...ann, userId: 'bob' }, true)).toBe(true);
  expect(throttle.allows({ ...ann, conversationId: 'other' }, true)).toBe(true);
  now = 2_000;
  expect(throttle.allows(ann, true)).toBe(true);
});

test('that somebody has stopped is told at once, and no more often', () => {
  const throttle = new TypingThrottle(() => 0);
  throttle.allows(ann, true);
  expect([throttle.allows(ann, false), throttle.allows(ann, false)]).toEqual([true, false]);
});
