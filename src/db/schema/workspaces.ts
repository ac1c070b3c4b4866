import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { memberRoles } from '#contract/members.ts';
import { timestamp, version } from '#db/schema/columns.ts';

export const workspaces = pgTable('workspaces', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  created_by: uuid().notNull(),
  created_at: timestamp()
    .notNull()
    .default(sql`now()`),
  updated_at: timestamp()
    .notNull()
    .default(sql`now()`),
  version: version(),
}).enableRLS();

/** What may leave: equal to the contract's `Workspace`. */
export const workspaceColumns = {
  id: workspaces.id,
  name: workspaces.name,
  created_by: workspaces.created_by,
  created_at: workspaces.created_at,
  updated_at: workspaces.updated_at,
  version: workspaces.version,
};

/** User ids are the identity service's; with Supabase they live in another schema, so no foreign key. */
export const workspaceMembers = pgTable(
  'workspace_members',
  {
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    user_id: uuid().notNull(),
    role: text({ enum: memberRoles }).notNull(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace_id, table.user_id] }),
    index('workspace_members_user_id').on(table.user_id),
  ],
).enableRLS();
