import type { Sql } from 'postgres';
import { z } from 'zod';
import journalFile from '#db/migrations/meta/_journal.json' with { type: 'json' };

const Journal = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/** Null when the database has this version's schema, else the first migration that it lacks. */
export async function findMissingMigration(sql: Sql): Promise<string | null> {
  const { entries } = Journal.parse(journalFile);
  const [row] = await sql<[{ latest: number | null }]>`
    select max(created_at)::float8 as latest from drizzle.__drizzle_migrations`;
  return entries.find(({ when }) => when > (row.latest ?? 0))?.tag ?? null;
}
