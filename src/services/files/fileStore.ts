import { Id } from '#contract/primitives.ts';

/** Which file: made of ids alone, so that no name that a user chose ever becomes a path. */
export type FileKey = { workspace_id: string; document_id: string };

/** Where uploaded files live; one implementation for a directory, one for Supabase Storage. */
export type FileStore = {
  /** Replaces what is there; the file is there whole or not at all. */
  put: (key: FileKey, bytes: Uint8Array) => Promise<void>;
  /** A path to read from until disposed; a remote store makes a temporary copy. */
  borrowPath: (key: FileKey) => Promise<{ path: string } & AsyncDisposable>;
  /** Every file that is there, in no order. */
  list: () => AsyncIterable<FileKey>;
  /** What a `put` that never ended has left since before `before`. */
  removeUnfinished: (before: Date) => Promise<void>;
  /** No error when it is gone already. */
  remove: (key: FileKey) => Promise<void>;
  /** Where a browser may fetch it from directly for `seconds`; null: only through `/files`. */
  signedUrl: (
    key: FileKey,
    options: { fileName: string; seconds: number },
  ) => Promise<string | null>;
};

/** Whether a stored name can be part of a key; others are not ours. */
export const isId = (name: string): boolean => Id.safeParse(name).success;
