import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { timestamp } from '#db/schema/columns.ts';

/** The built-in identity service's own; `auth` is Supabase's, should the database be one of its projects. */
export const authSchema = pgSchema('parley_auth');

export const users = authSchema
  .table(
    'users',
    {
      id: uuid().primaryKey(),
      /** Lower case; null for an anonymous visitor. */
      email: text(),
      /** argon2id in PHC form. */
      password_hash: text(),
      user_metadata: jsonb().$type<Record<string, unknown>>().notNull().default({}),
      is_anonymous: boolean().notNull().default(false),
      last_sign_in_at: timestamp(),
      created_at: timestamp()
        .notNull()
        .default(sql`now()`),
      updated_at: timestamp()
        .notNull()
        .default(sql`now()`),
    },
    (table) => [uniqueIndex('users_email').on(table.email)],
  )
  .enableRLS();

/** Ending a session is deleting it: its tokens are refused from then on. */
export const sessions = authSchema
  .table(
    'sessions',
    {
      id: uuid().primaryKey(),
      user_id: uuid()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      /** How the person signed in: `password` or `anonymous`. */
      method: text().notNull(),
      created_at: timestamp()
        .notNull()
        .default(sql`now()`),
      refreshed_at: timestamp()
        .notNull()
        .default(sql`now()`),
    },
    (table) => [index('sessions_user_id').on(table.user_id)],
  )
  .enableRLS();

/** Each is good for one refresh, which makes its successor. Only hashes are kept. */
export const refreshTokens = authSchema
  .table(
    'refresh_tokens',
    {
      token_hash: text().primaryKey(),
      session_id: uuid()
        .notNull()
        .references(() => sessions.id, { onDelete: 'cascade' }),
      used_at: timestamp(),
      created_at: timestamp()
        .notNull()
        .default(sql`now()`),
    },
    (table) => [index('refresh_tokens_session_id').on(table.session_id)],
  )
  .enableRLS();

/** Private keys, shared by all API processes; tokens are signed with the newest. */
export const signingKeys = authSchema
  .table('signing_keys', {
    kid: text().primaryKey(),
    private_jwk: jsonb().$type<Record<string, unknown>>().notNull(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
  })
  .enableRLS();

/** How much of its limit a key (an address, an account) has used: all of it is there again at `full_at`. */
export const attempts = authSchema
  .table('attempts', {
    key: text().primaryKey(),
    full_at: timestamp().notNull(),
    /** Of an account and an address from which it was signed in to: until when that is remembered. */
    known_until: timestamp(),
  })
  .enableRLS();
