import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import type { ServiceContext } from '#services/context.ts';
import { type ParsedFile, parseInChild } from '#services/documents/parsing/parseInChild.ts';
import type { FileKey } from '#services/files/fileStore.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobRun } from '#services/jobs/jobHandler.ts';

const memoryLimitMb = 1_024;
const timeLimitMs = 5 * 60_000;
/** Several times what one takes on two busy cores. */
const timePerScanMs = 10_000;

/**
 * Reads a file that is kept, in a child process.
 * @throws JobError when it cannot be read
 */
export async function parseStoredFile(
  { files }: Pick<ServiceContext, 'files'>,
  { key, fileName }: { key: FileKey; fileName: string },
  run: JobRun,
): Promise<ParsedFile> {
  await using file = await files.borrowPath(key);
  try {
    return await parseInChild({
      filePath: file.path,
      fileName,
      owner: key.workspace_id,
      memoryLimitMb,
      timeLimitMs,
      timePerScanMs,
      signal: run.signal,
      onProgress: (done, total) => run.reportProgress(done / total),
    });
  } catch (error) {
    if (error instanceof ParseFailure)
      throw new JobError(error.userMessage, { permanent: true, cause: error });
    throw error;
  }
}
