import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { Citation } from '#contract/citations.ts';
import type { Attachment, Notice } from '#contract/messages.ts';
import { timestamp, version } from '#db/schema/columns.ts';
import { conversations } from '#db/schema/conversations.ts';
import { workspaces } from '#db/schema/workspaces.ts';

export const messages = pgTable(
  'messages',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    conversation_id: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    role: text({ enum: ['user', 'ai', 'visitor', 'operator', 'system'] }).notNull(),
    author_id: uuid(),
    internal: boolean().notNull().default(false),
    notice: jsonb().$type<Notice>(),
    content: text().notNull().default(''),
    status: text({ enum: ['pending', 'running', 'done', 'error'] }).notNull(),
    citations: jsonb().$type<Citation[]>().notNull().default([]),
    client_id: uuid(),
    reply_to_id: uuid().references((): AnyPgColumn => messages.id, { onDelete: 'cascade' }),
    model: text(),
    stopped: boolean().notNull().default(false),
    error_message: text(),
    delivery: text({ enum: ['pending', 'sent', 'failed'] }),
    delivery_error: text(),
    attachment: jsonb().$type<Attachment>(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    version: version(),
  },
  (table) => [
    index('messages_conversation_id_id').on(table.conversation_id, table.id),
    uniqueIndex('messages_conversation_id_seq').on(table.conversation_id, table.seq),
    index('messages_reply_to_id').on(table.reply_to_id),
    // A client's retry of a send finds its first attempt here.
    uniqueIndex('messages_conversation_id_author_id_client_id').on(
      table.conversation_id,
      table.author_id,
      table.client_id,
    ),
  ],
).enableRLS();

/** What may leave: equal to the contract's `Message`. */
export const messageColumns = {
  id: messages.id,
  workspace_id: messages.workspace_id,
  conversation_id: messages.conversation_id,
  seq: messages.seq,
  role: messages.role,
  author_id: messages.author_id,
  internal: messages.internal,
  notice: messages.notice,
  content: messages.content,
  status: messages.status,
  citations: messages.citations,
  client_id: messages.client_id,
  reply_to_id: messages.reply_to_id,
  model: messages.model,
  stopped: messages.stopped,
  error_message: messages.error_message,
  delivery: messages.delivery,
  delivery_error: messages.delivery_error,
  attachment: messages.attachment,
  created_at: messages.created_at,
  version: messages.version,
};
