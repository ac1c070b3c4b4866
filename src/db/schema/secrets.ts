import { sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';

/** Keys that all processes share, each made by the first who asks for it. */
export const secrets = pgTable('secrets', {
  name: text().primaryKey(),
  value: text()
    .notNull()
    .default(sql`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`),
}).enableRLS();
