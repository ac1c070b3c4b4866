import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateDatabase } from '#db/migrate.ts';
import { postgresCode } from '#db/postgresCode.ts';
import { openTestDatabase, type TestDatabase } from '#db/testDatabase.ts';

/** The roles with which Supabase's REST API answers anyone. */
const apiRoles = ['anon', 'authenticated'] as const;
const schemas = ['public', 'parley_auth', 'drizzle'];

let database: TestDatabase;
const tables: { name: string; column: string }[] = [];

/** As in a Supabase project: the roles, and what they get of each new table, before our migrations run. */
beforeAll(async () => {
  database = await openTestDatabase({ isEmpty: true });
  const { sql } = database;
  for (const role of apiRoles)
    await sql.unsafe(
      `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    );
  await sql.unsafe(`
    grant usage on schema public to anon, authenticated;
    alter default privileges in schema public grant all on tables to anon, authenticated;
    alter default privileges in schema public grant all on sequences to anon, authenticated;
    alter default privileges in schema public grant all on functions to anon, authenticated`);
  await migrateDatabase(database.url);
  await fillEveryTable();
});
afterAll(() => database[Symbol.asyncDispose]());

const sampleOf: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  text: "'x'",
  bigint: '1',
  integer: '1',
  real: '1',
  ARRAY: "'{}'",
  json: "'{}'",
  jsonb: "'{}'",
  'bit varying': "B'0'",
  bytea: "'x'",
  boolean: 'false',
  'timestamp with time zone': 'now()',
};

/** One row in each, so that "sees nothing" means something. */
async function fillEveryTable(): Promise<void> {
  const { sql } = database;
  const columns = await sql<{ name: string; column: string; type: string }[]>`
    select format('%I.%I', c.table_schema, c.table_name) as name, c.column_name as column, c.data_type as type
    from information_schema.columns c
    where c.table_schema in ${sql(schemas)} and c.is_identity = 'NO' and c.is_generated = 'NEVER' and c.column_default is null
      and c.is_nullable = 'NO'
    order by 1, c.ordinal_position`;
  await sql.begin(async (tx) => {
    // Rows without the rows that they refer to.
    await tx`set local session_replication_role = replica`;
    for (const [name, list] of Map.groupBy(columns, (each) => each.name)) {
      // A posting of no chunk is refused.
      const values = list.map(({ column, type }) =>
        column === 'chunk_keys' ? "'{1}'" : sampleOf[type],
      );
      const names = list.map(({ column }) => `"${column}"`);
      await tx.unsafe(`insert into ${name} (${names.join()}) values (${values.join()})`);
      tables.push({ name, column: names[0] ?? '' });
    }
  });
}

/** How many rows a statement concerned, or the code of its refusal. */
async function attempt(role: string, statement: string): Promise<number | string> {
  return database.sql
    .begin(async (tx) => {
      await tx.unsafe(`set local role ${role}`);
      return (await tx.unsafe(statement)).count;
    })
    .catch((error: unknown) => postgresCode(error) ?? String(error));
}

const attempts = (role: string, { name, column }: { name: string; column: string }) =>
  Promise.all([
    attempt(role, `select from ${name}`),
    attempt(role, `insert into ${name} default values`),
    attempt(role, `update ${name} set ${column} = ${column}`),
    attempt(role, `delete from ${name}`),
  ]);

const insufficientPrivilege = '42501';

test('every table of ours is there, with a row', async () => {
  const all = await database.sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ${database.sql(schemas)}`;
  expect(tables.map(({ name }) => name).toSorted()).toEqual(
    all.map((row) => String(row.name)).toSorted(),
  );
  for (const { name } of tables)
    expect([name, await attempt('none', `select from ${name}`)]).toEqual([
      name,
      expect.toSatisfy((count) => Number(count) > 0),
    ]);
});

describe.each(apiRoles)('%s', (role) => {
  test('may do nothing with any table or sequence, for all that Supabase gives it', async () => {
    for (const table of tables) {
      const refused = [1, 2, 3, 4].map(() => insufficientPrivilege);
      expect([table.name, await attempts(role, table)]).toEqual([table.name, refused]);
      expect(await attempt(role, `truncate ${table.name} cascade`)).toBe(insufficientPrivilege);
    }
    const sequences = await database.sql`
      select format('%I.%I', schemaname, sequencename) as name from pg_sequences
      where schemaname in ${database.sql(schemas)}`;
    expect(sequences.length).toBeGreaterThan(0);
    for (const { name } of sequences)
      expect(await attempt(role, `select nextval('${name}')`)).toBe(insufficientPrivilege);
  });

  test('sees, adds and changes nothing even where somebody grants it everything', async () => {
    const { sql } = database;
    for (const schema of schemas)
      await sql.unsafe(
        `grant usage on schema ${schema} to ${role}; grant all on all tables in schema ${schema} to ${role}`,
      );
    for (const table of tables)
      expect([table.name, await attempts(role, table)]).toEqual([
        table.name,
        [0, insufficientPrivilege, 0, 0],
      ]);
    const policies =
      await sql`select tablename from pg_policies where schemaname in ${sql(schemas)}`;
    expect([...policies]).toEqual([]);
  });
});
