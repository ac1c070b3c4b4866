import { z } from 'zod';
import { Job } from '#contract/jobs.ts';
import { OcrWord } from '#contract/ocrWords.ts';
import { Id, Timestamp, Version } from '#contract/primitives.ts';
import { TextBlock } from '#contract/textBlocks.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';

export const DocumentStatus = z.enum(['pending', 'parsed', 'ingested', 'error']);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

export const Document = z.object({
  id: Id,
  workspace_id: Id,
  file_name: z.string(),
  /** Its place in the folder that it was uploaded with, `a/b`; empty when with none. */
  folder_path: z.string(),
  /** The web page that it is a copy of; null for an uploaded file. */
  source_url: z.string().nullable(),
  mime_type: z.string(),
  size_bytes: z.int().min(0),
  /** Of the file's bytes, 64 hex digits; empty while a web page has not been fetched. */
  sha256: z.string(),
  status: DocumentStatus,
  /** Null until parsed. */
  page_count: z.int().min(0).nullable(),
  /** A sentence for the user; null unless `status` is `error`. */
  error_message: z.string().nullable(),
  /** All versions of a document have the same. */
  series_id: Id,
  /** Among them, ascending from 1; a version that is restored gets the next one. */
  version_number: z.int().positive(),
  /** When its web page was last found to say the same; null: never looked at again. */
  checked_at: Timestamp.nullable(),
  created_by: Id,
  created_at: Timestamp,
  updated_at: Timestamp,
  version: Version,
});
export type Document = z.infer<typeof Document>;

/** Of all versions of a document the one that is searched: the newest that is ingested, if any. */
export function currentVersion<Item extends Pick<Document, 'version_number' | 'status'>>(
  versions: readonly Item[],
): Item | null {
  return versions
    .filter(({ status }) => status === 'ingested')
    .reduce<Item | null>(
      (newest, version) =>
        newest && newest.version_number > version.version_number ? newest : version,
      null,
    );
}

/** Newest first: all, or the newest `limit` of those that were added before the document `before`. */
export const ListDocumentsInput = WorkspaceRef.extend({
  before: Id.optional(),
  limit: z.int().min(1).max(1_000).optional(),
});
export type ListDocumentsInput = z.infer<typeof ListDocumentsInput>;

/** With its jobs, newest first. */
export const DocumentWithJobs = Document.extend({ jobs: z.array(Job) });
export type DocumentWithJobs = z.infer<typeof DocumentWithJobs>;

export const DocumentRef = z.object({ document_id: Id });
export type DocumentRef = z.infer<typeof DocumentRef>;

export const RemoveDocumentInput = DocumentRef.extend({
  /** Its other versions, too. */
  all_versions: z.boolean().optional(),
});
export type RemoveDocumentInput = z.infer<typeof RemoveDocumentInput>;

export const DocumentPageInput = z.object({ document_id: Id, page: z.int32().positive() });
export type DocumentPageInput = z.infer<typeof DocumentPageInput>;

export const DocumentPage = z.object({
  page: z.int().positive(),
  text: z.string(),
  /** What its runs are: ascending, not overlapping, and all of the text but white space is in one. */
  blocks: z.array(TextBlock),
  /** Of a scan, in the order of its text; null where the text was not recognised in a picture, or before boxes were kept. */
  ocr_words: z.array(OcrWord).nullable(),
});
export type DocumentPage = z.infer<typeof DocumentPage>;

export const DocumentThumbnail = z.object({
  /** A small picture of the first page, as a `data:` address; null for a document that has no look of its own. */
  data_url: z.string().nullable(),
});
export type DocumentThumbnail = z.infer<typeof DocumentThumbnail>;

export const AddUrlInput = z.object({
  workspace_id: Id,
  /** Of a web page; what stands after `#` is no part of it. */
  url: z
    .string()
    .trim()
    .max(2_000)
    .transform((text) => URL.parse(text))
    .pipe(z.instanceof(URL, { error: 'must be an http:// or https:// address' }))
    .refine(({ protocol }) => /^https?:$/.test(protocol), 'must be an http:// or https:// address')
    .refine(({ username, password }) => username + password === '', 'must hold no password')
    .transform(({ href, hash }) => href.slice(0, href.length - hash.length)),
});
export type AddUrlInput = z.output<typeof AddUrlInput>;

/** `duplicate`: it is there already. */
export const UploadDocumentResult = z.object({ document: Document, duplicate: z.boolean() });
export type UploadDocumentResult = z.infer<typeof UploadDocumentResult>;

export const DownloadUrl = z.object({ url: z.string(), expires_at: Timestamp });
export type DownloadUrl = z.infer<typeof DownloadUrl>;
