import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { timestamp, version } from '#db/schema/columns.ts';
import { customers } from '#db/schema/customers.ts';
import { workspaces } from '#db/schema/workspaces.ts';

export const conversations = pgTable(
  'conversations',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['ai', 'team', 'live'] })
      .notNull()
      .default('ai'),
    visibility: text({ enum: ['workspace', 'private'] })
      .notNull()
      .default('workspace'),
    title: text().notNull().default(''),
    created_by: uuid().notNull(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    updated_at: timestamp()
      .notNull()
      .default(sql`now()`),
    last_message_at: timestamp(),
    last_seq: integer().notNull().default(0),
    customer_id: uuid().references(() => customers.id, { onDelete: 'cascade' }),
    live_status: text({ enum: ['open', 'pending', 'resolved'] }),
    handler: text({ enum: ['ai', 'person'] }),
    assignee_id: uuid(),
    snoozed_until: timestamp(),
    version: version(),
  },
  (table) => [
    index('conversations_workspace_id_id').on(table.workspace_id, table.id),
    index('conversations_customer_id').on(table.customer_id),
  ],
).enableRLS();

/** What may leave: equal to the contract's `Conversation`. */
export const conversationColumns = {
  id: conversations.id,
  workspace_id: conversations.workspace_id,
  kind: conversations.kind,
  visibility: conversations.visibility,
  title: conversations.title,
  created_by: conversations.created_by,
  created_at: conversations.created_at,
  updated_at: conversations.updated_at,
  last_message_at: conversations.last_message_at,
  last_seq: conversations.last_seq,
  customer_id: conversations.customer_id,
  live_status: conversations.live_status,
  handler: conversations.handler,
  assignee_id: conversations.assignee_id,
  snoozed_until: conversations.snoozed_until,
  version: conversations.version,
};

export const conversationParticipants = pgTable(
  'conversation_participants',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    conversation_id: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    user_id: uuid().notNull(),
    read_seq: integer().notNull().default(0),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    version: version(),
  },
  (table) => [
    uniqueIndex('conversation_participants_conversation_id_user_id').on(
      table.conversation_id,
      table.user_id,
    ),
    index('conversation_participants_user_id_workspace_id').on(table.user_id, table.workspace_id),
  ],
).enableRLS();

/** What may leave: equal to the contract's `Participant`. */
export const participantColumns = {
  id: conversationParticipants.id,
  workspace_id: conversationParticipants.workspace_id,
  conversation_id: conversationParticipants.conversation_id,
  user_id: conversationParticipants.user_id,
  read_seq: conversationParticipants.read_seq,
  created_at: conversationParticipants.created_at,
  version: conversationParticipants.version,
};
