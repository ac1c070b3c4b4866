import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { MessageDraft } from '#client/optimisticMessage.ts';

/** A message that is written and not yet sent. It belongs to its author, whoever is signed in later. */
export type OutboxItem = Omit<MessageDraft, 'author_id'> & {
  user_id: string;
  /** Made by the author's clock: in the order in which they were written. */
  client_id: string;
  created_at: string;
  /** Why the server will not have it; null while it waits. */
  refusal: string | null;
};

type ItemKey = Pick<OutboxItem, 'user_id' | 'client_id'>;

export type OutboxStore = {
  /** One person's, oldest first. */
  list: (userId: string) => Promise<OutboxItem[]>;
  put: (item: OutboxItem) => Promise<void>;
  remove: (key: ItemKey) => Promise<void>;
};

interface Schema extends DBSchema {
  outbox: { key: [string, string]; value: OutboxItem };
}

/**
 * What waits to be sent, in IndexedDB: shared by the browser's tabs, and there after a reload. Where a browser
 * forbids that, or its disk is full, a message lasts as long as its tab.
 */
export function createOutboxStore(name = 'parley'): OutboxStore {
  const database = new OpenDatabase(name);
  const inMemory = new Map<string, OutboxItem>();
  return {
    async list(userId) {
      const stored = await database.use(
        (db) => db.getAll('outbox', IDBKeyRange.bound([userId], [userId, []])),
        [],
      );
      const own = [...inMemory.values()].filter(({ user_id }) => user_id === userId);
      const items = new Map([...stored, ...own].map((item) => [item.client_id, item]));
      return [...items.values()].toSorted(byClientId);
    },
    async put(item) {
      const isStored = await database.use((db) => db.put('outbox', item).then(() => true), false);
      if (isStored) inMemory.delete(item.client_id);
      else inMemory.set(item.client_id, item);
    },
    async remove({ user_id, client_id }) {
      inMemory.delete(client_id);
      await database.use((db) => db.delete('outbox', [user_id, client_id]), undefined);
    },
  };
}

const byClientId = (one: OutboxItem, other: OutboxItem) =>
  one.client_id < other.client_id ? -1 : 1;

class OpenDatabase {
  readonly #name: string;
  #opening: Promise<IDBPDatabase<Schema>> | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  /** What the database gives, or else `otherwise`. */
  async use<Result>(
    act: (db: IDBPDatabase<Schema>) => Promise<Result>,
    otherwise: Result,
  ): Promise<Result> {
    // The second time with a connection of its own: a browser may end one at any time.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        this.#opening ??= this.#open();
        return await act(await this.#opening);
      } catch {
        this.#opening = null;
      }
    }
    return otherwise;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    return openDB<Schema>(this.#name, 1, {
      upgrade: (db) => void db.createObjectStore('outbox', { keyPath: ['user_id', 'client_id'] }),
      // A later version of the page needs the database to itself for a moment.
      blocking: (_current, _blocked, event) => {
        this.#opening = null;
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: () => (this.#opening = null),
    });
  }
}
