import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openDatabase } from '#db/client.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server that vitest's global set-up started; its database `parley_template` is migrated. */
    databaseUrl: string;
  }
}

function databaseUrl(name: string): string {
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

/** A fresh, migrated (unless `isEmpty`) database of the test's own, dropped at the end: `await using database = …`. */
export async function openTestDatabase(options: { max?: number; isEmpty?: boolean } = {}) {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await using admin = openDatabase(inject('databaseUrl'), { max: 1 });
  const template = options.isEmpty ? 'template0' : 'parley_template';
  await admin.sql`create database ${admin.sql(name)} template ${admin.sql(template)}`;
  const url = databaseUrl(name);
  const database = openDatabase(url, { max: options.max ?? 10 });
  return {
    db: database.db,
    sql: database.sql,
    url,
    async [Symbol.asyncDispose]() {
      await database.close();
      await using dropper = openDatabase(inject('databaseUrl'), { max: 1 });
      await dropper.sql`drop database ${dropper.sql(name)} with (force)`;
    },
  };
}

export type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>;
