import { sql } from 'drizzle-orm';
import { index, integer, pgTable, real, text, uuid } from 'drizzle-orm/pg-core';
import { timestamp } from '#db/schema/columns.ts';
import { workspaces } from '#db/schema/workspaces.ts';

/**
 * What one piece of work took, and what it used as far as the models' servers told. Rows are only added, so
 * that workers never wait for each other; `workspaces.health` adds them up (ADR 0044).
 */
export const runs = pgTable(
  'runs',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** A job, what is done while somebody waits for it, or a document's vectors in the background. */
    kind: text({ enum: ['parse', 'ingest', 'answer', 'draft', 'search', 'embed'] }).notNull(),
    outcome: text({ enum: ['success', 'failed', 'retried', 'stopped'] }).notNull(),
    error_message: text(),
    /** No reference: what was used for a document stays known when it is gone. */
    document_id: uuid(),
    /** From when it was due until a worker took it. */
    wait_ms: real(),
    run_ms: real(),
    /** Since a worker took it. */
    first_text_ms: real(),
    model: text(),
    prompt_tokens: integer(),
    completion_tokens: integer(),
    embedding_model: text(),
    embedding_tokens: integer(),
    ended_at: timestamp()
      .notNull()
      .default(sql`now()`),
  },
  (table) => [
    index('runs_workspace_id_ended_at').on(table.workspace_id, table.ended_at),
    // Added in the order of time, which is all that pruning asks for.
    index('runs_ended_at').using('brin', table.ended_at),
  ],
).enableRLS();
