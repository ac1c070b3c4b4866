import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileKey, FileStore } from '#services/files/fileStore.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** Files under `root/<workspace>/<document>`. */
export function createDirectoryFileStore(root: string): FileStore {
  const pathOf = (key: FileKey) => join(root, key.workspace_id, key.document_id);
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const unfinished = `${path}.${uuidv7()}`;
      {
        await using file = await open(unfinished, 'w');
        await file.writeFile(bytes);
        await file.sync();
      }
      await rename(unfinished, path);
    },
    async borrowPath(key) {
      return { path: pathOf(key), async [Symbol.asyncDispose]() {} };
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    signedUrl: async () => null,
  };
}
