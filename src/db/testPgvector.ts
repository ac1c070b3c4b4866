import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { openDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';

/**
 * A migrated PostgreSQL that has pgvector, not yet created: PGlite behind a socket, for one connection at a
 * time to be the same server for the product's own pool, migrations and index builder.
 */
export async function openPgvectorDatabase() {
  const pglite = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({ db: pglite, port: 0, maxConnections: 8 });
  await server.start();
  const url = `postgres://postgres:postgres@${server.getServerConn()}/postgres`;
  await migrateDatabase(url);
  const database = openDatabase(url, { max: 1 });
  return {
    db: database.db,
    sql: database.sql,
    url,
    async [Symbol.asyncDispose]() {
      await database.close();
      await server.stop();
      await pglite.close();
    },
  };
}
