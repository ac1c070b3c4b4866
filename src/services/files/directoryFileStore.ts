import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Id } from '#contract/primitives.ts';
import { type FileKey, type FileStore, isId } from '#services/files/fileStore.ts';
import { uuidv7 } from '#shared/uuid.ts';

/**
 * Files under `root/<workspace>/<document>`, both of them ids: no other path can be made. What is being
 * written is under `root/unfinished`.
 */
export function createDirectoryFileStore(root: string): FileStore {
  const pathOf = (key: FileKey) =>
    join(root, Id.parse(key.workspace_id), Id.parse(key.document_id));
  const unfinishedFolder = join(root, 'unfinished');
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await mkdir(unfinishedFolder, { recursive: true });
      const unfinished = join(unfinishedFolder, uuidv7());
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
    async *list() {
      for (const workspace_id of (await namesIn(root)).filter(isId))
        for (const document_id of (await namesIn(join(root, workspace_id))).filter(isId))
          yield { workspace_id, document_id };
    },
    async removeUnfinished(before) {
      for (const name of await namesIn(unfinishedFolder)) {
        const path = join(unfinishedFolder, name);
        const modifiedAt = await stat(path).then(({ mtime }) => mtime, absentAs(null));
        if (modifiedAt && modifiedAt < before) await rm(path, { force: true });
      }
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    signedUrl: async () => null,
  };
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(absentAs([]));

const absentAs =
  <T>(value: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
