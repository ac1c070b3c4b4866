import { appendEvents, type ScopedEvent } from '#events/append.ts';
import type { Doorbell } from '#events/doorbell.ts';
import type { Database, Transaction } from '#db/client.ts';
import { deadlockDetected, postgresCode } from '#db/postgresCode.ts';

declare const announced: unique symbol;

/** A transaction's result together with what it tells the world; only `announce` and `unchanged` make one. */
export type Announced<T> = {
  readonly result: T;
  readonly events: readonly ScopedEvent[];
  readonly [announced]: true;
};

/** Runs `work` in a transaction, then writes its events as the last statement, commits, and rings. */
export type WithTransaction = <T>(work: (tx: Transaction) => Promise<Announced<T>>) => Promise<T>;

/** The transaction wrote `events`' rows and returns `result`. */
export function announce<T>(
  result: T,
  events: readonly [ScopedEvent, ...ScopedEvent[]],
): Announced<T> {
  return brand(result, events);
}

/** The transaction wrote nothing that the contract announces. */
export function unchanged<T>(result: T): Announced<T> {
  return brand(result, []);
}

function brand<T>(result: T, events: readonly ScopedEvent[]): Announced<T> {
  // oxlint-disable-next-line parley/no-cast -- the brand exists for the compiler alone: a transaction without a word on its events is a type error
  return { result, events } as Announced<T>;
}

/**
 * The only way to write: services are given no database that could insert, update or delete outside of it,
 * so no row changes without its events, and no event is there without its row.
 */
export function createWithTransaction(database: Database, doorbell: Doorbell): WithTransaction {
  return async (work) => {
    const { result, events } = await againAfterDeadlock(() =>
      database.transaction(async (tx) => {
        const outcome = await work(tx);
        await appendEvents(tx, outcome.events);
        return outcome;
      }),
    );
    doorbell.ring(events);
    return result;
  };
}

const maxAttempts = 3;

/**
 * Removing a document takes its row and then its jobs', a worker that finishes takes them the other way
 * round. PostgreSQL ends one of the two, which has then written nothing and may simply run again.
 */
async function againAfterDeadlock<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === maxAttempts || postgresCode(error) !== deadlockDetected) throw error;
    }
  }
}
