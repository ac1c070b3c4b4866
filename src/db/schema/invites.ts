import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { memberRoles } from '#contract/members.ts';
import { timestamp, version } from '#db/schema/columns.ts';
import { workspaces } from '#db/schema/workspaces.ts';

export const invites = pgTable(
  'invites',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    role: text({ enum: memberRoles }).notNull(),
    email: text(),
    /** SHA-256, in hexadecimal: who reads the table can accept nothing. */
    token_hash: text().notNull().unique('invites_token_hash'),
    created_by: uuid().notNull(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    expires_at: timestamp().notNull(),
    version: version(),
  },
  (table) => [index('invites_workspace_id').on(table.workspace_id)],
).enableRLS();

/** What may leave: equal to the contract's `Invite`. */
export const inviteColumns = {
  id: invites.id,
  workspace_id: invites.workspace_id,
  role: invites.role,
  email: invites.email,
  created_by: invites.created_by,
  created_at: invites.created_at,
  expires_at: invites.expires_at,
  version: invites.version,
};
