import {
  isAuthApiError,
  isAuthRetryableFetchError,
  isAuthWeakPasswordError,
} from '@supabase/supabase-js';
import { authTexts } from '#features/auth/authTexts.ts';

const { errors } = authTexts;

/** Codes of Supabase Auth that a person can do something about. */
const sentences: Record<string, string> = {
  invalid_credentials: errors.wrongPassword,
  user_already_exists: errors.emailTaken,
  email_exists: errors.emailTaken,
  email_address_invalid: errors.emailInvalid,
  email_address_not_authorized: errors.emailInvalid,
  email_not_confirmed: errors.emailUnconfirmed,
  signup_disabled: errors.signUpsClosed,
  email_provider_disabled: errors.signUpsClosed,
  user_banned: errors.banned,
  over_request_rate_limit: errors.tooMany,
  over_email_send_rate_limit: errors.tooMany,
};

/** What supabase-js reports, as a sentence that says what to do. */
export function describeAuthError(error: unknown): string {
  if (isAuthWeakPasswordError(error)) return describeWeakPassword(error.reasons);
  if (isAuthRetryableFetchError(error)) return errors.network;
  if (!isAuthApiError(error)) return errors.other;
  if (error.status === 429) return errors.tooMany;
  const known = error.code === undefined ? undefined : sentences[error.code];
  return known ?? (error.status >= 500 ? errors.other : asSentence(error.message));
}

function describeWeakPassword(reasons: readonly string[]): string {
  if (reasons.includes('pwned')) return errors.passwordLeaked;
  if (reasons.includes('length')) return errors.passwordShort;
  return errors.passwordPlain;
}

function asSentence(message: string): string {
  const text = message.trim();
  if (text === '') return errors.other;
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
