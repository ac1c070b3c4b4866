import { join } from 'node:path';
import type { OpenDatabase } from '#db/client.ts';
import { readSecret } from '#db/readSecret.ts';
import { createDoorbell } from '#events/doorbell.ts';
import type { ServiceContext } from '#services/context.ts';
import { createPageFetcher } from '#services/documents/fetchPage.ts';
import { createDirectoryFileStore } from '#services/files/directoryFileStore.ts';
import { createDownloadLinks } from '#services/files/downloadLinks.ts';
import type { FileStore } from '#services/files/fileStore.ts';
import { createSupabaseFileStore } from '#services/files/supabaseFileStore.ts';
import { createLineApi } from '#services/line/lineApi.ts';
import { createEmbedder } from '#services/search/embedder.ts';
import { TypingThrottle } from '#services/typing/typingThrottle.ts';
import { createWithTransaction } from '#services/transaction.ts';
import { logger } from '#shared/logger.ts';

/** The settings that services depend on, named as the variables that give them. */
export type ServiceVariables = {
  DATA_DIR: string;
  PUBLIC_ORIGIN: string;
  MAX_UPLOAD_MB: number;
  SUPABASE_URL?: string | undefined;
  SUPABASE_SERVICE_ROLE_KEY?: string | undefined;
  LLM_BASE_URL?: string | undefined;
  LLM_MODEL?: string | undefined;
  EMBEDDING_BASE_URL?: string | undefined;
  EMBEDDING_API_KEY?: string | undefined;
  EMBEDDING_MODEL?: string | undefined;
  LINE_API_BASE_URL?: string | undefined;
  ALLOWED_PRIVATE_HOSTS: string[];
};

/** What the services of one process work with. */
export async function createServiceContext(
  database: OpenDatabase,
  variables: ServiceVariables,
): Promise<ServiceContext> {
  const doorbell = createDoorbell(database.sql, {
    onError: (error) => logger.warn({ err: error }, 'the doorbell could not be rung'),
  });
  const maxUploadBytes = variables.MAX_UPLOAD_MB * 1024 * 1024;
  const { EMBEDDING_BASE_URL, EMBEDDING_API_KEY, EMBEDDING_MODEL } = variables;
  return {
    db: database.db,
    withTransaction: createWithTransaction(database.db, doorbell),
    doorbell,
    typingThrottle: new TypingThrottle(() => performance.now()),
    files: createFileStore(variables),
    downloadLinks: createDownloadLinks(await readSecret(database.sql, 'download_links')),
    embedder:
      EMBEDDING_BASE_URL && EMBEDDING_MODEL
        ? createEmbedder({
            baseUrl: EMBEDDING_BASE_URL,
            apiKey: EMBEDDING_API_KEY,
            model: EMBEDDING_MODEL,
          })
        : null,
    line: createLineApi({ baseUrl: variables.LINE_API_BASE_URL }),
    fetchPage: createPageFetcher({
      allowedPrivateHosts: variables.ALLOWED_PRIVATE_HOSTS,
      maxBytes: maxUploadBytes,
    }),
    settings: {
      maxUploadBytes,
      model: variables.LLM_BASE_URL ? (variables.LLM_MODEL ?? null) : null,
      publicOrigin: variables.PUBLIC_ORIGIN,
    },
  };
}

function createFileStore(variables: ServiceVariables): FileStore {
  const { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY } = variables;
  if (SUPABASE_URL && SUPABASE_SERVICE_ROLE_KEY)
    return createSupabaseFileStore(SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY);
  return createDirectoryFileStore(join(variables.DATA_DIR, 'files'));
}
