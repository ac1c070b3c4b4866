import { createClient, type SupabaseClient } from '@supabase/supabase-js';

/** Where accounts are kept: a Supabase project, or null for the server's own service. */
export type IdentityConfig = { url: string; anonKey: string } | null;

export type IdentityClient = SupabaseClient['auth'];

/** The service of our own looks at no key. */
const anyKey = 'parley';

/** Only in a browser: the session is kept in its storage and shared by its tabs. */
export function createIdentityClient(config: IdentityConfig): IdentityClient {
  const { url, anonKey } = config ?? { url: window.location.origin, anonKey: anyKey };
  return createClient(url, anonKey, { auth: { storageKey: 'parley-session' } }).auth;
}
