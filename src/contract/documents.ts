import { z } from 'zod';
import { Job } from '#contract/jobs.ts';
import { Id, Timestamp, Version } from '#contract/primitives.ts';
import { TextBlock } from '#contract/textBlocks.ts';

export const DocumentStatus = z.enum(['pending', 'parsed', 'ingested', 'error']);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

export const Document = z.object({
  id: Id,
  workspace_id: Id,
  file_name: z.string(),
  mime_type: z.string(),
  size_bytes: z.int().min(0),
  /** Of the file's bytes, 64 hex digits. */
  sha256: z.string(),
  status: DocumentStatus,
  /** Null until parsed. */
  page_count: z.int().min(0).nullable(),
  /** A sentence for the user; null unless `status` is `error`. */
  error_message: z.string().nullable(),
  created_by: Id,
  created_at: Timestamp,
  updated_at: Timestamp,
  version: Version,
});
export type Document = z.infer<typeof Document>;

/** With its jobs, newest first. */
export const DocumentWithJobs = Document.extend({ jobs: z.array(Job) });
export type DocumentWithJobs = z.infer<typeof DocumentWithJobs>;

export const DocumentRef = z.object({ document_id: Id });
export type DocumentRef = z.infer<typeof DocumentRef>;

export const DocumentPageInput = z.object({ document_id: Id, page: z.int32().positive() });
export type DocumentPageInput = z.infer<typeof DocumentPageInput>;

export const DocumentPage = z.object({
  page: z.int().positive(),
  text: z.string(),
  /** What its runs are: ascending, not overlapping, and all of the text but white space is in one. */
  blocks: z.array(TextBlock),
});
export type DocumentPage = z.infer<typeof DocumentPage>;

export const DocumentThumbnail = z.object({
  /** A small picture of the first page, as a `data:` address; null for a document that has no look of its own. */
  data_url: z.string().nullable(),
});
export type DocumentThumbnail = z.infer<typeof DocumentThumbnail>;

export const UploadDocumentResult = z.object({ document: Document, duplicate: z.boolean() });
export type UploadDocumentResult = z.infer<typeof UploadDocumentResult>;

export const DownloadUrl = z.object({ url: z.string(), expires_at: Timestamp });
export type DownloadUrl = z.infer<typeof DownloadUrl>;
