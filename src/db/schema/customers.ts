import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { timestamp, version } from '#db/schema/columns.ts';
import { workspaces } from '#db/schema/workspaces.ts';

export const customers = pgTable(
  'customers',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    channel: text({ enum: ['web', 'line'] }).notNull(),
    display_name: text().notNull().default(''),
    email: text(),
    picture_url: text(),
    external_id: text(),
    page_url: text(),
    last_seen_at: timestamp(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    version: version(),
  },
  (table) => [
    uniqueIndex('customers_workspace_id_channel_external_id').on(
      table.workspace_id,
      table.channel,
      table.external_id,
    ),
  ],
).enableRLS();

/** What may leave: equal to the contract's `Customer`. */
export const customerColumns = {
  id: customers.id,
  workspace_id: customers.workspace_id,
  channel: customers.channel,
  display_name: customers.display_name,
  email: customers.email,
  picture_url: customers.picture_url,
  external_id: customers.external_id,
  page_url: customers.page_url,
  last_seen_at: customers.last_seen_at,
  created_at: customers.created_at,
  version: customers.version,
};

/** As whom a customer signs in: an anonymous user of the identity service for each browser. */
export const customerIdentities = pgTable(
  'customer_identities',
  {
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    user_id: uuid().notNull(),
    customer_id: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.workspace_id, table.user_id] }),
    index('customer_identities_customer_id').on(table.customer_id),
  ],
).enableRLS();
