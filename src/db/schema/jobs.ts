import { sql } from 'drizzle-orm';
import { index, integer, pgTable, real, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { timestamp, version } from '#db/schema/columns.ts';
import { conversations } from '#db/schema/conversations.ts';
import { documents } from '#db/schema/documents.ts';
import { messages } from '#db/schema/messages.ts';
import { workspaces } from '#db/schema/workspaces.ts';

export const jobs = pgTable(
  'jobs',
  {
    id: uuid().primaryKey(),
    job_type: text({ enum: ['parse', 'ingest', 'answer'] }).notNull(),
    workspace_id: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    document_id: uuid().references(() => documents.id, { onDelete: 'cascade' }),
    message_id: uuid().references(() => messages.id, { onDelete: 'cascade' }),
    conversation_id: uuid().references(() => conversations.id, { onDelete: 'cascade' }),
    status: text({ enum: ['queued', 'running', 'success', 'failed'] })
      .notNull()
      .default('queued'),
    retry_count: integer().notNull().default(0),
    progress: real(),
    error_message: text(),
    run_at: timestamp()
      .notNull()
      .default(sql`now()`),
    /** Made anew by each claim: who still holds it may write the job's result, nobody else. */
    lease_id: uuid(),
    lease_expires_at: timestamp(),
    created_at: timestamp()
      .notNull()
      .default(sql`now()`),
    updated_at: timestamp()
      .notNull()
      .default(sql`now()`),
    version: version(),
  },
  (table) => [
    index('jobs_claimable')
      .on(table.job_type, table.run_at)
      .where(sql`status = 'queued'`),
    index('jobs_leased')
      .on(table.lease_expires_at)
      .where(sql`status = 'running'`),
    index('jobs_workspace_id_id').on(table.workspace_id, table.id),
    index('jobs_workspace_id_open')
      .on(table.workspace_id)
      .where(sql`status in ('queued', 'running')`),
    index('jobs_document_id').on(table.document_id),
    index('jobs_message_id').on(table.message_id),
    index('jobs_conversation_id').on(table.conversation_id),
    // The same work is never open twice.
    uniqueIndex('jobs_open_document')
      .on(table.document_id, table.job_type)
      .where(sql`status in ('queued', 'running')`),
    uniqueIndex('jobs_open_message')
      .on(table.message_id, table.job_type)
      .where(sql`status in ('queued', 'running')`),
  ],
).enableRLS();

/** What may leave: equal to the contract's `Job`. */
export const jobColumns = {
  id: jobs.id,
  job_type: jobs.job_type,
  workspace_id: jobs.workspace_id,
  document_id: jobs.document_id,
  message_id: jobs.message_id,
  conversation_id: jobs.conversation_id,
  status: jobs.status,
  retry_count: jobs.retry_count,
  progress: jobs.progress,
  error_message: jobs.error_message,
  run_at: jobs.run_at,
  created_at: jobs.created_at,
  updated_at: jobs.updated_at,
  version: jobs.version,
};
