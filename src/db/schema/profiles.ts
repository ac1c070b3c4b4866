import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { timestamp } from '#db/schema/columns.ts';

/** What the tokens of people have said of them: the identity service's own rows may be out of reach. */
export const profiles = pgTable(
  'profiles',
  {
    user_id: uuid().primaryKey(),
    /** Lower case. */
    email: text(),
    display_name: text().notNull(),
    updated_at: timestamp()
      .notNull()
      .default(sql`now()`),
  },
  (table) => [index('profiles_email').on(table.email)],
).enableRLS();
