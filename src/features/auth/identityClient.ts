import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { watchBrowserForReturn } from '#client/reconnectDelay.ts';
import { createPatientFetch } from '#features/auth/patientFetch.ts';
import { backoffMs } from '#shared/backoff.ts';

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
  const client = clients.get(storageKey) ?? createIdentityClient(url, anonKey, storageKey);
  clients.set(storageKey, client);
  return client;
}

function createIdentityClient(url: string, anonKey: string, storageKey: string): IdentityClient {
  const patientFetch = createPatientFetch({
    fetch: (...request) => fetch(...request),
    delayMs: (failures) => backoffMs(failures, { baseMs: 1_000, maxMs: 30_000, jitterMs: 1_000 }),
    watchForReturn: watchBrowserForReturn,
  });
  return createClient(url, anonKey, { auth: { storageKey }, global: { fetch: patientFetch } }).auth;
}
