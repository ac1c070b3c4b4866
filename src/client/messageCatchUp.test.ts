import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMessageCatchUp } from '#client/messageCatchUp.ts';
import { aMessage, testId } from '#client/testRows.ts';
import type { Message } from '#contract/messages.ts';

let calls: PromiseWithResolvers<Message>[];
let caught: Message[];
let catchUp: (messageId: string) => void;
beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  caught = [];
  catchUp = createMessageCatchUp(
    () => {
      const call = Promise.withResolvers<Message>();
      calls.push(call);
      return call.promise;
    },
    (message) => caught.push(message),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test('a message is fetched once at a time, then not at once again', async () => {
  catchUp(testId(1));
  catchUp(testId(1));
  expect(calls.length).toBe(1);
  calls[0]?.resolve(aMessage(1));
  await vi.advanceTimersByTimeAsync(299);
  expect(caught).toEqual([aMessage(1)]);
  catchUp(testId(1));
  expect(calls.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  catchUp(testId(1));
  expect(calls.length).toBe(2);
});

test('messages do not wait for each other', () => {
  catchUp(testId(1));
  catchUp(testId(2));
  expect(calls.length).toBe(2);
});

test('a fetch that fails leaves it to the next piece', async () => {
  catchUp(testId(1));
  calls[0]?.reject(new Error('The network is away'));
  await vi.advanceTimersByTimeAsync(300);
  catchUp(testId(1));
  expect([calls.length, caught.length]).toEqual([2, 0]);
});
