import { z } from 'zod';
import { Id, Timestamp, Version } from '#contract/primitives.ts';

export const JobStatus = z.enum(['queued', 'running', 'success', 'failed']);
export type JobStatus = z.infer<typeof JobStatus>;

export const JobType = z.enum(['parse', 'ingest', 'answer']);
export type JobType = z.infer<typeof JobType>;

export const openStatuses: JobStatus[] = ['queued', 'running'];
export const isOpenJob = ({ status }: Pick<Job, 'status'>): boolean =>
  openStatuses.includes(status);

/** An attempt that fails for a transient reason at this `retry_count` ends the job `failed`. */
export const MAX_RETRY_COUNT = 3;

export const Job = z.object({
  id: Id,
  job_type: JobType,
  workspace_id: Id,
  document_id: Id.nullable(),
  message_id: Id.nullable(),
  /** Of `message_id`. */
  conversation_id: Id.nullable(),
  status: JobStatus,
  retry_count: z.int().min(0),
  /** Share of the work done, 0…1; null when unknown. */
  progress: z.number().min(0).max(1).nullable(),
  error_message: z.string().nullable(),
  /** When the next attempt may start; in the past for a job that is not waiting. */
  run_at: Timestamp,
  created_at: Timestamp,
  updated_at: Timestamp,
  version: Version,
});
export type Job = z.infer<typeof Job>;

export const ListJobsInput = z.object({
  workspace_id: Id,
  document_id: Id.optional(),
  /** Only those that are queued or running. */
  open: z.boolean().optional(),
});
export type ListJobsInput = z.infer<typeof ListJobsInput>;
