import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { timestamp } from '#db/schema/columns.ts';
import { customers } from '#db/schema/customers.ts';
import { messages } from '#db/schema/messages.ts';
import { workspaces } from '#db/schema/workspaces.ts';

/** The LINE Official Account of a workspace. Its token and secret leave the table for LINE alone. */
export const lineChannels = pgTable('line_channels', {
  workspace_id: uuid()
    .primaryKey()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  channel_access_token: text().notNull(),
  channel_secret: text().notNull(),
  /** What LINE calls `destination`. */
  bot_user_id: text().notNull(),
  bot_name: text().notNull(),
  connected_by: uuid().notNull(),
  created_at: timestamp()
    .notNull()
    .default(sql`now()`),
}).enableRLS();

/** Which webhook events have been taken in: LINE sends one again when it has heard no 200. */
export const lineWebhookEvents = pgTable(
  'line_webhook_events',
  {
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    webhook_event_id: text().notNull(),
    received_at: timestamp()
      .notNull()
      .default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.workspace_id, table.webhook_event_id] }),
    index('line_webhook_events_received_at').on(table.received_at),
  ],
).enableRLS();

/**
 * What is to be asked of LINE, written in the transaction that gives the reason: a `push` of a message, the
 * `content` of a photo or file, the `profile` of a customer.
 */
export const lineTasks = pgTable(
  'line_tasks',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['push', 'content', 'profile'] }).notNull(),
    customer_id: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    message_id: uuid().references(() => messages.id, { onDelete: 'cascade' }),
    /** Whose content is to be fetched, and what its file is called. */
    line_message_id: text(),
    file_name: text(),
    /** LINE takes a push with this key once, however often it is sent. */
    retry_key: uuid()
      .notNull()
      .default(sql`gen_random_uuid()`),
    status: text({ enum: ['pending', 'running', 'done', 'failed'] })
      .notNull()
      .default('pending'),
    attempts: integer().notNull().default(0),
    run_at: timestamp()
      .notNull()
      .default(sql`now()`),
    /** Made anew by each claim: only who holds it may write how the attempt ended. */
    lease_id: uuid(),
    lease_expires_at: timestamp(),
    updated_at: timestamp()
      .notNull()
      .default(sql`now()`),
  },
  (table) => [
    uniqueIndex('line_tasks_message_id_kind').on(table.message_id, table.kind),
    uniqueIndex('line_tasks_profile')
      .on(table.customer_id)
      .where(sql`kind = 'profile'`),
    index('line_tasks_open')
      .on(table.run_at)
      .where(sql`status in ('pending', 'running')`),
    index('line_tasks_customer_id').on(table.customer_id, table.id),
    index('line_tasks_updated_at').on(table.updated_at),
  ],
).enableRLS();
