import type { Sql } from 'postgres';
import { openDatabase } from '#db/client.ts';
import { insufficientPrivilege, postgresCode } from '#db/postgresCode.ts';

/**
 * From 0.8.0 on the index goes on past what a filter drops; up to 0.8.1 building it may write past a buffer, and up
 * to 0.8.3 a vacuum may corrupt it (pgvector's CHANGELOG).
 */
const oldestVersion = '0.8.6';

/** More numbers than this have no index: they are compared by their codes. */
const mostDimensions = 4_000;

/** Fewer vectors than this are compared as fast without an index. */
const fewestVectors = 20_000;

export const vectorIndexName = (dimension: number) => `chunk_embeddings_hnsw_${dimension}`;

/**
 * Makes pgvector's index for each dimension of which a workspace has many vectors, where the server has
 * pgvector. Blocks no write, may take minutes, and may be called by several processes: one of them does it.
 * @param listenUrl a direct or session-mode address
 * @returns the names of the indexes that were made
 */
export async function ensureVectorIndexes(
  listenUrl: string,
  { fewest = fewestVectors } = {},
): Promise<string[]> {
  await using database = openDatabase(listenUrl, { max: 1, applicationName: 'parley-index' });
  const { sql } = database;
  const [lock] = await sql`select pg_try_advisory_lock(hashtext('parley.vector_index')) as taken`;
  if (!lock?.taken || !(await ensureExtension(sql))) return [];
  await sql`
    select set_config('statement_timeout', '0', false),
      set_config('search_path', concat_ws(', ', current_setting('search_path'), extnamespace::regnamespace), false)
    from pg_extension where extname = 'vector'`;
  const made: string[] = [];
  for (const dimension of await dimensionsOf(sql, fewest))
    if (await ensureIndex(sql, dimension)) made.push(vectorIndexName(dimension));
  return made;
}

/** Whether pgvector is there, and new enough. */
async function ensureExtension(sql: Sql): Promise<boolean> {
  const [extension] = await sql<[{ version: string; is_installed: boolean }?]>`
    select coalesce(installed_version, default_version) as version, installed_version is not null as is_installed
    from pg_available_extensions where name = 'vector'`;
  if (!extension) return false;
  if (isOlder(extension.version, oldestVersion)) return false;
  if (extension.is_installed) return true;
  return sql`create extension if not exists vector`.then(
    () => true,
    (error: unknown) => {
      if (postgresCode(error) === insufficientPrivilege) return false;
      throw error;
    },
  );
}

/** Whether one version, `0.8.10`, is older than another. */
export const isOlder = (version: string, other: string): boolean =>
  version.localeCompare(other, 'en', { numeric: true }) < 0;

async function dimensionsOf(sql: Sql, fewest: number): Promise<number[]> {
  const rows = await sql<{ dimension: number }[]>`
    select distinct dimension from (
      select dimension from chunk_embeddings where dimension <= ${mostDimensions} and is_current
      group by workspace_id, model, dimension having count(*) >= ${fewest}
    ) as many`;
  return rows.map(({ dimension }) => dimension);
}

/** An index that is not valid is what a process left that died while it made it. */
async function ensureIndex(sql: Sql, dimension: number): Promise<boolean> {
  const name = vectorIndexName(dimension);
  const [index] = await sql<[{ indisvalid: boolean }?]>`
    select indisvalid from pg_index where indexrelid = to_regclass(${name})`;
  if (index?.indisvalid) return false;
  if (index) await sql.unsafe(`drop index concurrently ${name}`);
  await sql.unsafe(`
    create index concurrently ${name} on chunk_embeddings
    using hnsw ((vector::halfvec(${dimension})) halfvec_cosine_ops) where dimension = ${dimension} and is_current`);
  return true;
}
