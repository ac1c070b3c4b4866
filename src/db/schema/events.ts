import { bigint, index, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { timestamp } from '#db/schema/columns.ts';
import type { NewEvent } from '#contract/events.ts';

/**
 * One row for each scope (`workspace:<id>`, `user:<id>`): the counter that makes its offsets dense.
 * Whoever updates it holds the scope until commit, so offsets are in commit order.
 */
export const eventScopes = pgTable('event_scopes', {
  scope: text().primaryKey(),
  /** Changes when the log is restored or truncated, so that older ids are told apart. */
  epoch: text()
    .notNull()
    .default(sql`substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)`),
  last_offset: bigint({ mode: 'number' }).notNull().default(0),
}).enableRLS();

/** The log. `payload` is `json`, not `jsonb`: it is only ever handed on as the text it is. */
export const events = pgTable(
  'events',
  {
    scope: text().notNull(),
    offset: bigint({ mode: 'number' }).notNull(),
    type: text().$type<NewEvent['type']>().notNull(),
    payload: json().$type<NewEvent['payload']>().notNull(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.scope, table.offset] }),
    index('events_created_at').on(table.created_at),
  ],
).enableRLS();
