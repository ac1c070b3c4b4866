import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { timestamp } from '#db/schema/columns.ts';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';

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

/** Their part of the index is some 250 MB. */
export const chunksPerSegment = 32_768;

/**
 * Which chunks of a document hold a term, at most `chunksPerPosting` to a row, and how much that tells of
 * each: BM25's saturated frequency. `postings_search` holds all that a search reads, so it never visits the
 * table; a term's document frequency is the sum of its rows' lengths, so nobody keeps a counter. Those of
 * superseded versions are not in it. They go with their document by a trigger, `documents_remove_postings`: a
 * reference would be looked up for each of the thousands of rows, a third of what storing a document takes.
 */
export const postings = pgTable(
  'postings',
  {
    workspace_id: uuid().notNull(),
    term: text().notNull(),
    document_id: uuid().notNull(),
    chunk_keys: bigint({ mode: 'number' }).array().notNull(),
    weights: real().array().notNull(),
    /**
     * Which stretch of `chunksPerSegment` keys it is in. It leads the indexes, so that new rows go to a few pages
     * that stay in memory, however many older ones there are.
     */
    segment: integer()
      .notNull()
      .generatedAlwaysAs(sql`(chunk_keys[1] / ${sql.raw(String(chunksPerSegment))})::integer`),
    /** How many chunks, of which `postings_count` knows alone: a common term's are counted in a few pages. */
    chunk_count: smallint()
      .notNull()
      .generatedAlwaysAs(sql`cardinality(chunk_keys)`),
    /** As its document's. */
    is_current: boolean().notNull().default(true),
  },
  (table) => [
    index('postings_search')
      .on(table.segment, table.workspace_id, table.term, table.chunk_keys, table.weights)
      .where(sql`is_current`),
    index('postings_count')
      .on(table.segment, table.workspace_id, table.term, table.chunk_count)
      .where(sql`is_current`),
    index('postings_document_id').on(table.document_id),
  ],
).enableRLS();

/** An index entry of this many is 850 bytes; PostgreSQL takes at most 2,704. */
export const chunksPerPosting = 64;

/** The vector of a chunk by one model, of unit length, and its code (`vectorCode`), by which candidates are found. */
export const chunkEmbeddings = pgTable(
  'chunk_embeddings',
  {
    chunk_key: bigint({ mode: 'number' })
      .notNull()
      .references(() => chunks.key, { onDelete: 'cascade' }),
    workspace_id: uuid().notNull(),
    model: text().notNull(),
    dimension: integer().notNull(),
    code: bitString().notNull(),
    vector: real().array().notNull(),
    /** As its document's. */
    is_current: boolean().notNull().default(true),
  },
  (table) => [
    primaryKey({ columns: [table.chunk_key, table.model] }),
    index('chunk_embeddings_search')
      .on(table.workspace_id, table.model, table.dimension, table.chunk_key, table.code)
      .where(sql`is_current`),
  ],
).enableRLS();

/**
 * The models of which a workspace has vectors. Searched are those of the one that is `active`. One is
 * `filling` until every document has its vectors, and `replaced` while these are kept for a way back.
 */
export const embeddingModels = pgTable(
  'embedding_models',
  {
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    model: text().notNull(),
    status: text({ enum: ['filling', 'active', 'replaced'] }).notNull(),
    /** When it was last active, or the configured one: its vectors go a month later. */
    used_at: timestamp()
      .notNull()
      .default(sql`now()`),
    /** Mean reciprocal rank of known-item search (`knownItems.ts`), 0…1; null while it says nothing. */
    known_item_mrr: real(),
    measured_at: timestamp(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace_id, table.model] }),
    uniqueIndex('embedding_models_active')
      .on(table.workspace_id)
      .where(sql`status = 'active'`),
  ],
).enableRLS();

/** Documents that still lack vectors of a model. */
export const embeddingTasks = pgTable(
  'embedding_tasks',
  {
    document_id: uuid()
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    model: text().notNull(),
    workspace_id: uuid().notNull(),
    /** How often the server would not embed it, though it was there. */
    refusals: integer().notNull().default(0),
    run_at: timestamp()
      .notNull()
      .default(sql`now()`),
    /** Made anew by each claim: only who holds it may write vectors. */
    lease_id: uuid(),
    lease_expires_at: timestamp(),
  },
  (table) => [
    primaryKey({ columns: [table.document_id, table.model] }),
    index('embedding_tasks_due').on(table.model, table.run_at),
  ],
).enableRLS();
