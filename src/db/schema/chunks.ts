import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';

/** What is searched: a piece of a document, word for word. */
export const chunks = pgTable(
  'chunks',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    document_id: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** Place in the document, from 0. */
    seq: integer().notNull(),
    page_from: integer().notNull(),
    page_to: integer().notNull(),
    heading_path: text().array().notNull(),
    text: text().notNull(),
    tokenizer_version: integer().notNull(),
  },
  (table) => [
    uniqueIndex('chunks_document_id_seq').on(table.document_id, table.seq),
    index('chunks_workspace_id').on(table.workspace_id),
  ],
);

/**
 * Which chunk holds which term, and how much that says: BM25's saturated term frequency. The primary key
 * holds all that a search reads, so it never visits the table.
 */
export const postings = pgTable(
  'postings',
  {
    workspace_id: uuid().notNull(),
    term: text().notNull(),
    chunk_id: uuid().notNull(),
    weight: real().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace_id, table.term, table.chunk_id, table.weight] }),
    index('postings_chunk_id').on(table.chunk_id),
    foreignKey({ columns: [table.chunk_id], foreignColumns: [chunks.id] }).onDelete('cascade'),
  ],
);

/** Of unit length, so that the dot product is the cosine. */
export const chunkEmbeddings = pgTable(
  'chunk_embeddings',
  {
    chunk_id: uuid()
      .notNull()
      .references(() => chunks.id, { onDelete: 'cascade' }),
    workspace_id: uuid().notNull(),
    model: text().notNull(),
    vector: real().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chunk_id, table.model] }),
    index('chunk_embeddings_workspace_id_model').on(table.workspace_id, table.model),
  ],
);
