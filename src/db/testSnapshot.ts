import type { Sql } from 'postgres';

/** Our own schemas: what an attempt from outside must not change. */
const schemas = ['public', 'parley_auth'];

/** Tells that a process is alive, and so changes by itself. */
const clock = 'presence_processes';

/** Every other row of every table, as text: `documents {"id": …}`. */
export async function readAllRows(sql: Sql): Promise<Set<string>> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname in ${sql(schemas)} and tablename <> ${clock} order by 1, 2`;
  const rows = new Set<string>();
  for (const { schema, name } of tables) {
    const found = await sql<{ row: string }[]>`
      select to_jsonb(t)::text as row from ${sql(`${schema}.${name}`)} as t`;
    for (const { row } of found) rows.add(`${name} ${row}`);
  }
  return rows;
}
