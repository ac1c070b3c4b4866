import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createClient } from '@supabase/supabase-js';
import { type FileKey, type FileStore, isId } from '#services/files/fileStore.ts';

const bucket = 'parley-documents';
const namesPerPage = 1_000;

/** Files in a private bucket of Supabase Storage, which is made when missing. */
export function createSupabaseFileStore(url: string, serviceRoleKey: string): FileStore {
  const client = createClient(url, serviceRoleKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const files = client.storage.from(bucket);
  const pathOf = (key: FileKey) => `${key.workspace_id}/${key.document_id}`;
  let isBucketThere = false;

  const ensureBucket = async () => {
    if (isBucketThere) return;
    const { error } = await client.storage.createBucket(bucket, { public: false });
    if (error && !/exists/i.test(error.message)) throw error;
    isBucketThere = true;
  };
  const idsIn = async function* (folder: string) {
    for (let offset = 0; ; offset += namesPerPage) {
      const { data, error } = await files.list(folder, { limit: namesPerPage, offset });
      if (error) throw error;
      for (const { name } of data) if (isId(name)) yield name;
      if (data.length < namesPerPage) return;
    }
  };
  const download = async (key: FileKey): Promise<Blob> => {
    const { data, error } = await files.download(pathOf(key));
    if (error) throw error;
    return data;
  };
  return {
    async put(key, bytes) {
      await ensureBucket();
      const { error } = await files.upload(pathOf(key), bytes, {
        upsert: true,
        contentType: 'application/octet-stream',
      });
      if (error) throw error;
    },
    async borrowPath(key) {
      const folder = await mkdtemp(join(tmpdir(), 'parley-file-'));
      const path = join(folder, key.document_id);
      const dispose = () => rm(folder, { recursive: true, force: true });
      try {
        const blob = await download(key);
        await writeFile(path, Readable.from(blob.stream()));
      } catch (error) {
        await dispose();
        throw error;
      }
      return { path, [Symbol.asyncDispose]: dispose };
    },
    async *list() {
      await ensureBucket();
      for await (const workspace_id of idsIn(''))
        for await (const document_id of idsIn(workspace_id)) yield { workspace_id, document_id };
    },
    // An upload is there whole or not at all.
    async removeUnfinished() {},
    async remove(key) {
      const { error } = await files.remove([pathOf(key)]);
      if (error) throw error;
    },
    async signedUrl(key, { fileName, seconds }) {
      const { data, error } = await files.createSignedUrl(pathOf(key), seconds, {
        download: fileName,
      });
      if (error) throw error;
      return data.signedUrl;
    },
  };
}
