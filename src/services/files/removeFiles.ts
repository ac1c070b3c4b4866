import type { FileKey, FileStore } from '#services/files/fileStore.ts';
import { logger } from '#shared/logger.ts';

/** After their rows are gone. A file that cannot be removed is only waste, so it is logged, not thrown. */
export async function removeFiles(files: FileStore, keys: FileKey[]): Promise<void> {
  for (const key of keys) {
    await files.remove(key).catch((error: unknown) => {
      logger.warn({ err: error, document_id: key.document_id }, 'a file could not be removed');
    });
  }
}
