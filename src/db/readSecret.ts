import type { Sql } from 'postgres';

/** The named secret, made at the first call: 64 hex digits, 244 bits of them random. */
export async function readSecret(sql: Sql, name: string): Promise<string> {
  await sql`insert into secrets (name) values (${name}) on conflict do nothing`;
  const [row] = await sql<[{ value: string }]>`select value from secrets where name = ${name}`;
  return row.value;
}
