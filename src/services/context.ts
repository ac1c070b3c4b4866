import type { Reader } from '#db/client.ts';
import type { Doorbell } from '#events/doorbell.ts';
import type { DownloadLinks } from '#services/files/downloadLinks.ts';
import type { FetchPage } from '#services/documents/fetchPage.ts';
import type { FileStore } from '#services/files/fileStore.ts';
import type { TypingThrottle } from '#services/typing/typingThrottle.ts';
import type { LineApi } from '#services/line/lineApi.ts';
import type { WithTransaction } from '#services/transaction.ts';
import type { Embedder } from '#services/search/embedder.ts';

/** What every service may use; made once in each process. */
export type ServiceContext = {
  /** For reading only; writing goes through `withTransaction`. */
  db: Reader;
  withTransaction: WithTransaction;
  doorbell: Doorbell;
  typingThrottle: TypingThrottle;
  files: FileStore;
  downloadLinks: DownloadLinks;
  /** Null without an embedding server: retrieval is lexical alone. */
  embedder: Embedder | null;
  line: LineApi;
  fetchPage: FetchPage;
  settings: ServiceSettings;
};

export type ServiceSettings = {
  maxUploadBytes: number;
  /** Null without a language model: answers are extractive. */
  model: string | null;
  /** Where `/files/…` is served. */
  publicOrigin: string;
};

export type Caller = {
  id: string;
  email: string | null;
  displayName: string;
  /** A visitor without an account. */
  isAnonymous: boolean;
};

/** A service called by somebody. */
export type CallContext = ServiceContext & { caller: Caller };
