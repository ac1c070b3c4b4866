import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { openDatabase } from '#db/client.ts';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings the database to this version's schema; safe when several processes start at once.
 * @throws when the database cannot be reached or a migration fails
 */
export async function migrateDatabase(url: string): Promise<void> {
  await using database = openDatabase(url, { max: 1, applicationName: 'parley-migrate' });
  await database.sql`select pg_advisory_lock(hashtext('parley.migrate'))`;
  await migrate(database.db, { migrationsFolder });
}
