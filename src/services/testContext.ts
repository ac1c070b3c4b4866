import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '#db/testDatabase.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import type { NewEvent } from '#contract/events.ts';
import { createDoorbell } from '#events/doorbell.ts';
import type { CallContext, Caller, ServiceContext } from '#services/context.ts';
import { createPageFetcher } from '#services/documents/fetchPage.ts';
import { createDirectoryFileStore } from '#services/files/directoryFileStore.ts';
import { createDownloadLinks } from '#services/files/downloadLinks.ts';
import { createLineApi } from '#services/line/lineApi.ts';
import { TypingThrottle } from '#services/typing/typingThrottle.ts';
import { createWithTransaction } from '#services/transaction.ts';
import { uuidv7 } from '#shared/uuid.ts';

export type TestServices = ServiceContext & {
  database: TestDatabase;
  /** Where `files` keeps them. */
  filesFolder: string;
  /** A new person, as a caller. */
  signUp: (name?: string) => CallContext;
  addMember: (
    workspaceId: string,
    caller: Caller,
    role: 'admin' | 'member' | 'viewer',
  ) => Promise<void>;
  /** What a scope's log holds, oldest first. */
  eventsOf: (scope: string) => Promise<({ offset: number } & NewEvent)[]>;
} & AsyncDisposable;

/** A port at which nobody answers. */
const nobodyListens = 'http://127.0.0.1:9';

/** Services over a database and a directory of a test's own. */
export async function openTestServices({
  lineUrl = nobodyListens,
  allowedPrivateHosts = [],
}: { lineUrl?: string; allowedPrivateHosts?: string[] } = {}): Promise<TestServices> {
  const maxUploadBytes = 1024 * 1024;
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
  const doorbell = createDoorbell(database.sql);
  const services: ServiceContext = {
    db: database.db,
    withTransaction: createWithTransaction(database.db, doorbell),
    doorbell,
    typingThrottle: new TypingThrottle(() => performance.now()),
    files: createDirectoryFileStore(folder),
    downloadLinks: createDownloadLinks('a secret of the test'),
    embedder: null,
    line: createLineApi({ baseUrl: lineUrl, timeoutMs: 500 }),
    fetchPage: createPageFetcher({ allowedPrivateHosts, maxBytes: maxUploadBytes }),
    settings: { maxUploadBytes, model: null, publicOrigin: 'http://localhost:3000' },
  };
  return {
    ...services,
    database,
    filesFolder: folder,
    signUp: (displayName = 'Ann') => ({
      ...services,
      caller: { id: uuidv7(), email: null, displayName, isAnonymous: false },
    }),
    async addMember(workspace_id, { id: user_id }, role) {
      // oxlint-disable-next-line parley/writes-append-events -- one who was a member before the story begins
      await database.db.insert(workspaceMembers).values({ workspace_id, user_id, role });
    },
    eventsOf: (scope) =>
      database.sql<({ offset: number } & NewEvent)[]>`
        select "offset"::int, type, payload from events where scope = ${scope} order by 1`.then(
        (rows) => rows.map((row) => ({ ...row })),
      ),
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
