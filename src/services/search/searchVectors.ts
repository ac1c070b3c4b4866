import { sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { vectorIndexName } from '#db/vectorIndex.ts';
import type { Ranked } from '#domain/retrieval/fuseRankings.ts';
import { quantizeQuery } from '#domain/retrieval/vectorCode.ts';

/** Of unit length. */
export type QueryEmbedding = { model: string; vector: number[] };

export type VectorSearch = {
  workspaceId: string;
  documentIds?: string[] | undefined;
  embedding: QueryEmbedding;
  limit: number;
  /** Of how many vectors on the index is asked, where there is one. */
  indexFrom?: number | undefined;
};

/** Vectors that are compared number by number: 80 ns for each of their numbers. */
const comparedVectors = 400;

/** Up to here reading all of a workspace's codes takes less than walking the index past others' vectors. */
const defaultIndexFrom = 20_000;

/**
 * Ranks a workspace's chunks by the cosine of their vectors with the query's, best first; only vectors of
 * its model and dimension. By pgvector's index where the server has it and there are many to compare, else,
 * and where the index gave up early, by their codes (docs/adr/0043-vectors.md has the figures).
 */
export async function searchVectors(db: Reader, search: VectorSearch): Promise<Ranked<string>[]> {
  if (await isWorthIndex(db, search)) {
    const nearest = await searchIndex(db, search);
    if (nearest.length >= search.limit) return nearest;
  }
  return searchCodes(db, search);
}

const searched = ({ workspaceId, documentIds, embedding: { model, vector } }: VectorSearch) => sql`
  workspace_id = ${workspaceId} and model = ${model} and dimension = ${vector.length} and is_current ${
    documentIds
      ? sql`and chunk_key in (
          select key from chunks where document_id = any(${sql.param(documentIds)}::uuid[]))`
      : sql``
  }`;

async function isWorthIndex(db: Reader, search: VectorSearch): Promise<boolean> {
  const { indexFrom = defaultIndexFrom, embedding } = search;
  const [row] = await db.execute<{ worth: boolean }>(sql`
    select case
      when (
        select indisvalid from pg_index
        where indexrelid = to_regclass(${vectorIndexName(embedding.vector.length)})
      ) then ${indexFrom} <= (
        select count(*) from (
          select from chunk_embeddings where ${searched(search)} limit ${indexFrom}
        ) as counted
      )
      else false
    end as worth`);
  return row?.worth ?? false;
}

async function searchIndex(db: Reader, search: VectorSearch): Promise<Ranked<string>[]> {
  const { workspaceId, documentIds = null, embedding, limit } = search;
  const rows = await db.execute<Ranked<string>>(sql`
    select key::text, score from nearest_chunks(
      ${sql.param(embedding.vector)}::real[], ${workspaceId}::uuid, ${embedding.model},
      ${sql.param(documentIds)}::uuid[], ${limit}::int)`);
  return [...rows];
}

/** Exact for up to `comparedVectors` chunks; of more, those are compared whose codes agree best with the query. */
async function searchCodes(db: Reader, search: VectorSearch): Promise<Ranked<string>[]> {
  const { vector } = search.embedding;
  const { planes, upperHalf, lowest, step } = quantizeQuery(vector);
  const common = (bits: string) => sql`bit_count(code & ${bits}::bit varying)`;
  const products = planes.map((plane, bit) => sql`${2 ** bit} * ${common(plane)}`);
  const rows = await db.execute<Ranked<string>>(sql`
    with candidate as materialized (
      select chunk_key, model from chunk_embeddings
      where ${searched(search)}
      order by ${lowest}::float8 * (bit_count(code) + ${common(upperHalf)})
        + ${step}::float8 * (${sql.join(products, sql` + `)}) desc, chunk_key
      limit ${comparedVectors}
    )
    select chunk_key::text as key, (
      select sum(one * other)::float8
      from unnest(vector, ${sql.param(vector)}::real[]) as pair(one, other)
    ) as score
    from candidate join chunk_embeddings using (chunk_key, model)
    order by score desc, chunk_key limit ${search.limit}`);
  return [...rows];
}
