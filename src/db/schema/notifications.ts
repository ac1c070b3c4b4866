import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { NotificationSettings } from '#contract/notifications.ts';
import { timestamp, version } from '#db/schema/columns.ts';
import { conversations } from '#db/schema/conversations.ts';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';

export const notifications = pgTable(
  'notifications',
  {
    id: uuid().primaryKey(),
    user_id: uuid().notNull(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['mention', 'assignment', 'new_customer', 'document_failed'] }).notNull(),
    conversation_id: uuid().references(() => conversations.id, { onDelete: 'cascade' }),
    document_id: uuid().references(() => documents.id, { onDelete: 'cascade' }),
    /** The place of the message that it tells of; null when it tells of none. */
    seq: integer(),
    by: uuid(),
    text: text().notNull(),
    read_at: timestamp(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    version: version(),
  },
  (table) => [
    index('notifications_user_id_id').on(table.user_id, table.id),
    index('notifications_created_at').on(table.created_at),
    index('notifications_conversation_id').on(table.conversation_id),
    index('notifications_document_id').on(table.document_id),
  ],
).enableRLS();

/** What may leave: equal to the contract's `Notification`. */
export const notificationColumns = {
  id: notifications.id,
  user_id: notifications.user_id,
  workspace_id: notifications.workspace_id,
  kind: notifications.kind,
  conversation_id: notifications.conversation_id,
  document_id: notifications.document_id,
  by: notifications.by,
  text: notifications.text,
  read_at: notifications.read_at,
  created_at: notifications.created_at,
  version: notifications.version,
};

/** Of whoever has changed something; anybody else has what `getNotificationSettings` says. */
export const notificationSettings = pgTable('notification_settings', {
  user_id: uuid().primaryKey(),
  browser: jsonb()
    .$type<NotificationSettings['browser']>()
    .notNull()
    .default(sql`'{}'`),
  sound: boolean().notNull().default(false),
  version: version(),
}).enableRLS();

/** What may leave: equal to the contract's `NotificationSettings`. */
export const notificationSettingsColumns = {
  user_id: notificationSettings.user_id,
  browser: notificationSettings.browser,
  sound: notificationSettings.sound,
  version: notificationSettings.version,
};
