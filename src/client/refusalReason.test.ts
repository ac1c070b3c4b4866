import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { refusalReason } from '#client/refusalReason.ts';

const refusal = (message: string, data: object) =>
  new TRPCClientError(message, { result: { error: { code: 0, message, data } } });

test('a refusal’s reason is its message, or what is wrong with the input', () => {
  expect(refusalReason(refusal('Conversation not found', { zod_error: null }))).toBe(
    'Conversation not found',
  );
  const issues = [{ message: 'must not contain U+0000' }, { message: 'is too long' }];
  expect(refusalReason(refusal('✖ …', { zod_error: issues }))).toBe(
    'must not contain U+0000, is too long',
  );
});

test('what is no answer of the server is not shown to a person', () => {
  expect(refusalReason(new TypeError('x is not a function'))).toBe('It could not be sent.');
});
