import { sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import type { Ranked } from '#domain/retrieval/fuseRankings.ts';
import { quantizeQuery } from '#domain/retrieval/signBits.ts';

/** Of unit length. */
export type QueryEmbedding = { model: string; vector: number[] };

/** Vectors that are compared number by number: 80 ns for each of their numbers. */
const comparedVectors = 500;

/**
 * Ranks a workspace's chunks by the cosine of their vectors with the query's, best first; only vectors of
 * its model and dimension. Exact for up to `comparedVectors` chunks. Of more, those are compared whose signs
 * agree best with the query (docs/adr/0015-vectors-by-their-signs.md has what that costs and saves).
 */
export async function searchVectors(
  db: Reader,
  search: {
    workspaceId: string;
    documentIds?: string[] | undefined;
    embedding: QueryEmbedding;
    limit: number;
  },
): Promise<Ranked<string>[]> {
  const { model, vector } = search.embedding;
  const inDocuments = search.documentIds
    ? sql`and chunk_key in (
        select key from chunks where document_id = any(${sql.param(search.documentIds)}::uuid[]))`
    : sql``;
  const { planes, lowest, step } = quantizeQuery(vector);
  const [one, two, four, eight] = planes.map(
    (plane) => sql`bit_count(signs & ${plane}::bit varying)`,
  );
  const rows = await db.execute<Ranked<string>>(sql`
    with candidate as materialized (
      select chunk_key from chunk_embeddings
      where workspace_id = ${search.workspaceId} and model = ${model} and dimension = ${vector.length}
        and is_current ${inDocuments}
      order by ${lowest}::float8 * bit_count(signs)
        + ${step}::float8 * (${one} + 2 * ${two} + 4 * ${four} + 8 * ${eight}) desc, chunk_key
      limit ${comparedVectors}
    )
    select chunk_key::text as key, (
      select sum(one * other)::float8
      from unnest(vector, ${sql.param(vector)}::real[]) as pair(one, other)
    ) as score
    from candidate join chunk_embeddings using (chunk_key)
    order by score desc, chunk_key limit ${search.limit}`);
  return [...rows];
}
