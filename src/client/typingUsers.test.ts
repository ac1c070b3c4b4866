import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TypingUsers } from '#client/typingUsers.ts';

let seen: (readonly string[])[];
let typing: TypingUsers;
beforeEach(() => {
  vi.useFakeTimers();
  seen = [];
  typing = new TypingUsers((ids) => seen.push(ids));
});
afterEach(() => {
  vi.useRealTimers();
});

const hear = (user_id: string, isTyping: boolean) => typing.update({ user_id, typing: isTyping });

test('who types is known until it is said that they stopped', () => {
  hear('ann', true);
  hear('bo', true);
  hear('ann', false);
  expect(seen).toEqual([['ann'], ['ann', 'bo'], ['bo']]);
});

test('or until nothing is heard of them for 5 s', () => {
  hear('ann', true);
  vi.advanceTimersByTime(4_000);
  hear('ann', true);
  vi.advanceTimersByTime(4_999);
  expect(seen).toEqual([['ann']]);
  vi.advanceTimersByTime(1);
  expect(seen.at(-1)).toEqual([]);
});

test('who did not type cannot stop', () => {
  hear('ann', false);
  expect(seen).toEqual([]);
});

test('afterwards there is nobody, and no timer', () => {
  hear('ann', true);
  typing.clear();
  expect(seen.at(-1)).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
