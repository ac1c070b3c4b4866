import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { documents } from '#db/schema/documents.ts';

const bitString = customType<{ data: string }>({ dataType: () => 'bit varying' });

/** What is searched: a piece of a document, word for word. */
export const chunks = pgTable(
  'chunks',
  {
    id: uuid().primaryKey(),
    /** What postings name it by: half as long as `id`. */
    key: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().unique('chunks_key'),
    workspace_id: uuid().notNull(),
    document_id: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** Place in the document, from 0. */
    seq: integer().notNull(),
    page_from: integer().notNull(),
    page_to: integer().notNull(),
    heading_path: text().array().notNull(),
    text: text().notNull(),
    /** Length, comparable between scripts. */
    words: integer().notNull(),
    tokenizer_version: integer().notNull(),
  },
  (table) => [uniqueIndex('chunks_document_id_seq').on(table.document_id, table.seq)],
).enableRLS();

/**
 * Which chunks of a document hold a term, at most `chunksPerPosting` to a row, and how much that tells of
 * each: BM25's saturated frequency. `postings_search` holds all that a search reads, so it never visits the
 * table; a term's document frequency is the sum of its rows' lengths, so nobody keeps a counter. Those of
 * superseded versions are not in it.
 */
export const postings = pgTable(
  'postings',
  {
    workspace_id: uuid().notNull(),
    term: text().notNull(),
    document_id: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    chunk_keys: bigint({ mode: 'number' }).array().notNull(),
    weights: real().array().notNull(),
    /** As its document's. */
    is_current: boolean().notNull().default(true),
  },
  (table) => [
    index('postings_search')
      .on(table.workspace_id, table.term, table.chunk_keys, table.weights)
      .where(sql`is_current`),
    index('postings_document_id').on(table.document_id),
  ],
).enableRLS();

/** An index entry of this many is 850 bytes; PostgreSQL takes at most 2,704. */
export const chunksPerPosting = 64;

/** The vector of a chunk, of unit length, and its signs, by which the index finds candidates. */
export const chunkEmbeddings = pgTable(
  'chunk_embeddings',
  {
    chunk_key: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => chunks.key, { onDelete: 'cascade' }),
    workspace_id: uuid().notNull(),
    model: text().notNull(),
    dimension: integer().notNull(),
    signs: bitString().notNull(),
    vector: real().array().notNull(),
    /** As its document's. */
    is_current: boolean().notNull().default(true),
  },
  (table) => [
    index('chunk_embeddings_search')
      .on(table.workspace_id, table.model, table.dimension, table.chunk_key, table.signs)
      .where(sql`is_current`),
  ],
).enableRLS();
