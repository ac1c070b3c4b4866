import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { timestamp, version } from '#db/schema/columns.ts';
import { workspaces } from '#db/schema/workspaces.ts';

export const conversations = pgTable(
  'conversations',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    title: text().notNull().default(''),
    created_by: uuid().notNull(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    updated_at: timestamp()
      .notNull()
      .default(sql`now()`),
    last_message_at: timestamp(),
    version: version(),
  },
  (table) => [index('conversations_workspace_id_id').on(table.workspace_id, table.id)],
).enableRLS();

/** What may leave: equal to the contract's `Conversation`. */
export const conversationColumns = {
  id: conversations.id,
  workspace_id: conversations.workspace_id,
  title: conversations.title,
  created_by: conversations.created_by,
  created_at: conversations.created_at,
  updated_at: conversations.updated_at,
  last_message_at: conversations.last_message_at,
  version: conversations.version,
};
