import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Id } from '#contract/primitives.ts';
import type { FileKey, FileStore } from '#services/files/fileStore.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** Files under `root/<workspace>/<document>`, both of them ids: no other path can be made. */
export function createDirectoryFileStore(root: string): FileStore {
  const pathOf = (key: FileKey) =>
    join(root, Id.parse(key.workspace_id), Id.parse(key.document_id));
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
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    signedUrl: async () => null,
  };
}
