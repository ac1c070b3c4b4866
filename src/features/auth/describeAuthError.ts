import {
  isAuthApiError,
  isAuthRetryableFetchError,
  isAuthWeakPasswordError,
} from '@supabase/supabase-js';
import type { Messages } from 'next-intl';
import type { Translator } from '#locales/translator.ts';

type Known = keyof Messages['auth']['errors'];

/** Codes of Supabase Auth that a person can do something about. */
const known: Partial<Record<string, Known>> = {
  invalid_credentials: 'wrongPassword',
  user_already_exists: 'emailTaken',
  email_exists: 'emailTaken',
  email_address_invalid: 'emailInvalid',
  email_address_not_authorized: 'emailInvalid',
  email_not_confirmed: 'emailUnconfirmed',
  signup_disabled: 'signUpsClosed',
  email_provider_disabled: 'signUpsClosed',
  user_banned: 'banned',
  over_request_rate_limit: 'tooMany',
  over_email_send_rate_limit: 'tooMany',
};

/** What supabase-js reports, as a sentence that says what to do. */
export function describeAuthError(error: unknown, t: Translator<'auth'>): string {
  const tell = (key: Known) => t(`errors.${key}`);
  if (isAuthWeakPasswordError(error)) return tell(weakness(error.reasons));
  if (isAuthRetryableFetchError(error)) return tell('network');
  if (!isAuthApiError(error)) return tell('other');
  if (error.status === 429) return tell('tooMany');
  const key = error.code === undefined ? undefined : known[error.code];
  if (key) return tell(key);
  const message = error.message.trim();
  if (error.status >= 500 || message === '') return tell('other');
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}

function weakness(reasons: readonly string[]): Known {
  if (reasons.includes('pwned')) return 'passwordLeaked';
  return reasons.includes('length') ? 'passwordShort' : 'passwordPlain';
}
