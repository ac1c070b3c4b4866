import type { users } from '#db/schema/identity.ts';

export type UserRow = typeof users.$inferSelect;

/** A user as Supabase Auth shows it. An address counts as confirmed: this service sends no mail. */
export function toUser(row: UserRow) {
  const { id, email, created_at, updated_at, last_sign_in_at } = row;
  const providers = row.is_anonymous ? {} : { provider: 'email', providers: ['email'] };
  const identity = {
    id,
    identity_id: id,
    user_id: id,
    identity_data: { email, email_verified: true, sub: id },
    provider: 'email',
    last_sign_in_at,
    created_at,
    updated_at,
  };
  return {
    id,
    aud: 'authenticated',
    role: 'authenticated',
    email: email ?? '',
    phone: '',
    ...(email ? { email_confirmed_at: created_at, confirmed_at: created_at } : {}),
    last_sign_in_at,
    app_metadata: providers,
    user_metadata: row.user_metadata,
    identities: row.is_anonymous ? [] : [identity],
    created_at,
    updated_at,
    is_anonymous: row.is_anonymous,
  };
}
