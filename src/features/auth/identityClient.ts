import { createClient, type SupabaseClient } from '@supabase/supabase-js';

/** Where accounts are kept: a Supabase project, or null for the server's own service. */
export type IdentityConfig = { url: string; anonKey: string } | null;

export type IdentityClient = SupabaseClient['auth'];

/** The service of our own looks at no key. */
const anyKey = 'parley';

const clients = new Map<string, IdentityClient>();

/** Where the browser keeps the session of somebody of a workspace. */
export const memberStorageKey = 'parley-session';

/**
 * The page's one client of a session, only in a browser: the session is kept in its storage and shared by its
 * tabs. A second client would refresh the same session behind the first one's back.
 */
export function openIdentityClient(config: IdentityConfig, storageKey: string): IdentityClient {
  const { url, anonKey } = config ?? { url: window.location.origin, anonKey: anyKey };
  const client =
    clients.get(storageKey) ?? createClient(url, anonKey, { auth: { storageKey } }).auth;
  clients.set(storageKey, client);
  return client;
}
