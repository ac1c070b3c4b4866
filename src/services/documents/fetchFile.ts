import { createHash } from 'node:crypto';
import type { Document } from '#contract/documents.ts';
import { FetchFailure } from '#domain/fetching/fetchFailure.ts';
import { asFileName, pageName } from '#domain/fetching/pageName.ts';
import { keepServedType } from '#domain/fetching/servedType.ts';
import { detectFileType } from '#domain/parsing/detectFileType.ts';
import type { ServiceContext } from '#services/context.ts';
import type { ParsedFile } from '#services/documents/parsing/parseInChild.ts';
import { parseStoredFile } from '#services/documents/parseStoredFile.ts';
import type { FileKey } from '#services/files/fileStore.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobRun } from '#services/jobs/jobHandler.ts';

/** What only its bytes tell of a web page. */
export type FileFacts = Pick<Document, 'file_name' | 'mime_type' | 'size_bytes' | 'sha256'>;

export type FetchedFile = { bytes: Uint8Array; sha256: string; fileName: string };

/** @throws JobError that says why the page could not be fetched */
export async function fetchFile(
  { fetchPage }: Pick<ServiceContext, 'fetchPage'>,
  url: string,
  { signal }: JobRun,
): Promise<FetchedFile> {
  try {
    const page = await fetchPage(url, signal);
    const { bytes, fileName } = await keepServedType(page, pageName(page.url));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { bytes, sha256, fileName };
  } catch (error) {
    if (error instanceof FetchFailure)
      throw new JobError(error.userMessage, { permanent: error.isPermanent, cause: error });
    throw error;
  }
}

/**
 * Keeps what was fetched as the key's file, and reads it.
 * @throws JobError when it cannot be read
 */
export async function readFetchedFile(
  ctx: Pick<ServiceContext, 'files'>,
  { key, fetched }: { key: FileKey; fetched: FetchedFile },
  run: JobRun,
): Promise<{ facts: FileFacts; file: ParsedFile }> {
  const { bytes, sha256, fileName } = fetched;
  await ctx.files.put(key, bytes);
  const file = await parseStoredFile(ctx, { key, fileName }, run);
  const facts = {
    file_name: asFileName(file.title ?? '') || fileName,
    mime_type: (await detectFileType(bytes, fileName)) ?? 'application/octet-stream',
    size_bytes: bytes.byteLength,
    sha256,
  };
  return { facts, file };
}
