import { z } from 'zod';
import { DocumentStatus } from '#contract/documents.ts';
import { JobType } from '#contract/jobs.ts';
import { Id, Timestamp } from '#contract/primitives.ts';

/** What is shown: the last 24 hours hour by hour, or the last days day by day. */
export const HealthDays = z.union([z.literal(1), z.literal(7), z.literal(30)]);
export type HealthDays = z.infer<typeof HealthDays>;

/** Failures with the same words name at most this many documents. */
export const maxFailedDocuments = 5;

export const HealthInput = z.object({
  workspace_id: Id,
  days: HealthDays,
  /** Whose midnights part the days, e.g. `Asia/Bangkok`. */
  time_zone: z.string().max(64).refine(isTimeZone, 'must be a time zone').default('UTC'),
});
export type HealthInput = z.input<typeof HealthInput>;

const Count = z.int().min(0);

/** Milliseconds. */
const Percentiles = z.object({ p50: z.number(), p95: z.number() });
export type Percentiles = z.infer<typeof Percentiles>;

/**
 * Attempts at jobs by how they ended: `retried` ones are made again, of `stopped` ones nobody wanted the result any more.
 * Times are of those that succeeded, null without any.
 */
const RunFigures = z.object({
  success: Count,
  failed: Count,
  retried: Count,
  stopped: Count,
  /** From when it was due until a worker took it. */
  wait_ms: Percentiles.nullable(),
  /** From then to its end. */
  run_ms: Percentiles.nullable(),
  /** Of answers, from the question on. */
  first_text_ms: Percentiles.nullable(),
  total_ms: Percentiles.nullable(),
});
export type RunFigures = z.infer<typeof RunFigures>;

const DocumentSizes = z.object({
  page_count: Count,
  chunk_count: Count,
  /** Of the files. */
  size_bytes: Count,
});
export type DocumentSizes = z.infer<typeof DocumentSizes>;

const Average = z.number().min(0);

const TokenCounts = z.object({ prompt_tokens: Count, completion_tokens: Count });

export const Health = z.object({
  checked_at: Timestamp,
  /** When each hour or day begins, oldest first. Whatever has `slots` has one for each of these. */
  slots: z.array(Timestamp).min(1),
  documents: DocumentSizes.extend({
    status_counts: z.record(DocumentStatus, Count),
    /** About what their text and its index take in the database; null where nothing is known to tell it by. */
    database_bytes: Count.nullable(),
    /**
     * Of the documents that are there now: those that were added in the whole time, and those that had been
     * added by each slot's end.
     */
    growth: z.object({ whole: DocumentSizes, slots: z.array(DocumentSizes) }),
  }),
  /** Those of the model that is set; null without one. */
  embeddings: z
    .object({
      model: z.string(),
      /** That can be embedded. */
      document_count: Count,
      /** Of those, the ones that still lack vectors. */
      lacking_count: Count,
      /** Of those, the ones that the model's server has refused; it is asked again, ever more seldom. */
      refused_count: Count,
    })
    .nullable(),
  queue: z.array(
    z.object({
      job_type: JobType,
      queued: Count,
      running: Count,
      /** Since when the one that has been due for longest waits; null when none is due. */
      waiting_since: Timestamp.nullable(),
      /** How many were due and not yet taken, on average; what is being done now is added when it ends. */
      waiting: z.object({ whole: Average, slots: z.array(Average) }),
    }),
  ),
  jobs: z.array(z.object({ job_type: JobType, whole: RunFigures, slots: z.array(RunFigures) })),
  /** As the models' servers tell them; those of a model for embeddings are prompts alone. */
  tokens: z.array(
    z.object({
      purpose: z.enum(['answers', 'embeddings']),
      model: z.string(),
      whole: TokenCounts,
      slots: z.array(TokenCounts),
    }),
  ),
  /** By their words, the most frequent first. */
  failures: z.array(
    z.object({
      job_type: JobType,
      error_message: z.string(),
      count: Count,
      slots: z.array(Count),
      last_at: Timestamp,
      /** Those that are still there. */
      document_count: Count,
      documents: z
        .array(z.object({ id: Id, file_name: z.string(), status: DocumentStatus }))
        .max(maxFailedDocuments),
    }),
  ),
});
export type Health = z.infer<typeof Health>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
