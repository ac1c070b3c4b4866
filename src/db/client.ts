import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** A pool of connections and the drizzle database over it. */
export function openDatabase(
  url: string,
  options: { max?: number; prepare?: boolean; applicationName?: string } = {},
) {
  const sql = postgres(url, {
    max: options.max ?? 10,
    // Off behind a transaction-mode pooler, where a prepared statement belongs to somebody else's connection.
    prepare: options.prepare ?? true,
    onnotice: () => {},
    connection: { application_name: options.applicationName ?? 'parley' },
  });
  return {
    sql,
    db: drizzle({ client: sql }),
    close: () => sql.end({ timeout: 5 }),
    [Symbol.asyncDispose]: () => sql.end({ timeout: 5 }),
  };
}

export type OpenDatabase = ReturnType<typeof openDatabase>;
/** May write. Services get it only from `withTransaction`, which sees to the events. */
export type Database = OpenDatabase['db'];
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** May only read: writing goes through `withTransaction`. */
export type Reader = Pick<
  Database,
  'select' | 'selectDistinct' | 'selectDistinctOn' | '$with' | 'with' | 'execute'
>;
