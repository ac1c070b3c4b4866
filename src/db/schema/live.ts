import { sql } from 'drizzle-orm';
import { boolean, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { timestamp, version } from '#db/schema/columns.ts';
import { workspaces } from '#db/schema/workspaces.ts';

export const liveSettings = pgTable('live_settings', {
  workspace_id: uuid()
    .primaryKey()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  key: text().notNull().unique('live_settings_key'),
  secret: text().notNull(),
  greeting: text().notNull().default(''),
  ai_enabled: boolean().notNull().default(true),
  document_ids: uuid().array(),
  hand_over_words: text()
    .array()
    .notNull()
    .default(sql`'{}'`),
  auto_assign: boolean().notNull().default(true),
  allowed_origins: text()
    .array()
    .notNull()
    .default(sql`'{}'`),
  version: version(),
}).enableRLS();

/** What may leave: equal to the contract's `LiveSettings`. */
export const liveSettingsColumns = {
  workspace_id: liveSettings.workspace_id,
  key: liveSettings.key,
  greeting: liveSettings.greeting,
  ai_enabled: liveSettings.ai_enabled,
  document_ids: liveSettings.document_ids,
  hand_over_words: liveSettings.hand_over_words,
  auto_assign: liveSettings.auto_assign,
  allowed_origins: liveSettings.allowed_origins,
  version: liveSettings.version,
};

export const cannedReplies = pgTable(
  'canned_replies',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    shortcut: text().notNull(),
    text: text().notNull(),
    created_by: uuid().notNull(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    version: version(),
  },
  (table) => [
    uniqueIndex('canned_replies_workspace_id_shortcut').on(table.workspace_id, table.shortcut),
  ],
).enableRLS();

/** What may leave: equal to the contract's `CannedReply`. */
export const cannedReplyColumns = {
  id: cannedReplies.id,
  workspace_id: cannedReplies.workspace_id,
  shortcut: cannedReplies.shortcut,
  text: cannedReplies.text,
  created_by: cannedReplies.created_by,
  version: cannedReplies.version,
};
