import { sql } from 'drizzle-orm';
import { boolean, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { timestamp, version } from '#db/schema/columns.ts';
import { workspaces } from '#db/schema/workspaces.ts';

/** The API processes that live, by heartbeat. Unlogged, as what is in them is after a crash. */
export const presenceProcesses = pgTable('presence_processes', {
  id: uuid().primaryKey(),
  beat_at: timestamp()
    .notNull()
    .default(sql`now()`),
}).enableRLS();

/** Who is connected to which process, one row for all tabs there. Unlogged. */
export const presence = pgTable(
  'presence',
  {
    process_id: uuid()
      .notNull()
      .references(() => presenceProcesses.id, { onDelete: 'cascade' }),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    user_id: uuid().notNull(),
    status: text({ enum: ['online', 'away'] }).notNull(),
    viewing: uuid().array().notNull(),
  },
  (table) => [
    // By person first: that is how it is asked.
    primaryKey({ columns: [table.workspace_id, table.user_id, table.process_id] }),
  ],
).enableRLS();

/** What is kept of a person's presence. Its row is the lock under which the rest changes. */
export const presencePeople = pgTable(
  'presence_people',
  {
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    user_id: uuid().notNull(),
    available: boolean().notNull().default(true),
    last_seen_at: timestamp(),
    version: version(),
  },
  (table) => [primaryKey({ columns: [table.workspace_id, table.user_id] })],
).enableRLS();
