import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { OcrWord } from '#contract/ocrWords.ts';
import type { TextBlock } from '#contract/textBlocks.ts';
import { bytea, timestamp, version } from '#db/schema/columns.ts';
import { workspaces } from '#db/schema/workspaces.ts';

export const documents = pgTable(
  'documents',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    file_name: text().notNull(),
    folder_path: text().notNull().default(''),
    source_url: text(),
    mime_type: text().notNull(),
    size_bytes: bigint({ mode: 'number' }).notNull(),
    sha256: text().notNull(),
    status: text({ enum: ['pending', 'parsed', 'ingested', 'error'] })
      .notNull()
      .default('pending'),
    page_count: integer(),
    /** Kept here, so that nobody counts a million rows. */
    chunk_count: integer().notNull().default(0),
    error_message: text(),
    series_id: uuid().notNull(),
    version_number: integer().notNull().default(1),
    /** Is it what searches read of its series? Written with what it follows from, under `lockVersions`. */
    is_current: boolean().notNull().default(false),
    checked_at: timestamp(),
    created_by: uuid().notNull(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    updated_at: timestamp()
      .notNull()
      .default(sql`now()`),
    version: version(),
  },
  (table) => [
    uniqueIndex('documents_workspace_id_sha256')
      .on(table.workspace_id, table.sha256)
      .where(sql`sha256 <> ''`),
    uniqueIndex('documents_series_id_version_number').on(table.series_id, table.version_number),
    index('documents_workspace_id_file_name').on(table.workspace_id, table.file_name),
    index('documents_workspace_id_source_url')
      .on(table.workspace_id, table.source_url)
      .where(sql`source_url is not null`),
    index('documents_workspace_id_id').on(table.workspace_id, table.id),
  ],
).enableRLS();

/** What may leave: equal to the contract's `Document`. */
export const documentColumns = {
  id: documents.id,
  workspace_id: documents.workspace_id,
  file_name: documents.file_name,
  folder_path: documents.folder_path,
  source_url: documents.source_url,
  mime_type: documents.mime_type,
  size_bytes: documents.size_bytes,
  sha256: documents.sha256,
  status: documents.status,
  page_count: documents.page_count,
  error_message: documents.error_message,
  series_id: documents.series_id,
  version_number: documents.version_number,
  checked_at: documents.checked_at,
  created_by: documents.created_by,
  created_at: documents.created_at,
  updated_at: documents.updated_at,
  version: documents.version,
};

/** The parsed text, page by page: what citations quote, word for word. */
export const documentPages = pgTable(
  'document_pages',
  {
    document_id: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    page: integer().notNull(),
    text: text().notNull(),
    blocks: jsonb().$type<TextBlock[]>().notNull(),
    /** Of scans only. */
    ocr_words: jsonb().$type<OcrWord[]>(),
  },
  (table) => [primaryKey({ columns: [table.document_id, table.page] })],
).enableRLS();

/** What a document looks like at a glance; none for one that has no look of its own. */
export const documentThumbnails = pgTable('document_thumbnails', {
  document_id: uuid()
    .primaryKey()
    .references(() => documents.id, { onDelete: 'cascade' }),
  webp: bytea().notNull(),
}).enableRLS();
