import {
  AuthApiError,
  AuthRetryableFetchError,
  AuthWeakPasswordError,
} from '@supabase/supabase-js';
import { expect, test } from 'vitest';
import { english } from '#locales/testTranslator.ts';
import en from '#locales/en.json' with { type: 'json' };
import { describeAuthError } from '#features/auth/describeAuthError.ts';

const { errors } = en.auth;
const describe = (error: unknown) => describeAuthError(error, english.auth);

test('known codes have sentences of their own', () => {
  const wrong = new AuthApiError('Invalid login credentials', 400, 'invalid_credentials');
  expect(describe(wrong)).toBe(errors.wrongPassword);
  const taken = new AuthApiError('User already registered', 422, 'user_already_exists');
  expect(describe(taken)).toBe(errors.emailTaken);
  const tooMany = new AuthApiError('Slow down', 429, 'some_limit');
  expect(describe(tooMany)).toBe(errors.tooMany);
});

test('a weak password says in what way', () => {
  const weak = (reasons: ('length' | 'characters' | 'pwned')[]) =>
    describe(new AuthWeakPasswordError('Weak', 422, reasons));
  expect(weak(['length', 'characters'])).toBe(errors.passwordShort);
  expect(weak(['characters'])).toBe(errors.passwordPlain);
  expect(weak(['length', 'pwned'])).toBe(errors.passwordLeaked);
});

test('an unknown refusal keeps its message, a fault of the server does not', () => {
  const refusal = new AuthApiError('Signups need an invite', 403, 'brand_new_code');
  expect(describe(refusal)).toBe('Signups need an invite.');
  const fault = new AuthApiError('relation "users" does not exist', 500, 'unexpected_failure');
  expect(describe(fault)).toBe(errors.other);
});

test('a server out of reach is told apart', () => {
  expect(describe(new AuthRetryableFetchError('Failed to fetch', 0))).toBe(errors.network);
  expect(describe(new TypeError('x is undefined'))).toBe(errors.other);
});
