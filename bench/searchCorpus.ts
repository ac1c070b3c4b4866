import { sql } from 'drizzle-orm';
import type { TransactionSql } from 'postgres';
import type { OpenDatabase } from '#db/client.ts';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { createWords } from './words.ts';

const chunksPerDocument = 100;
const wordsPerChunk = 120;
/** So many chunks are stored as the product does it; more are copies of theirs, under keys of their own. */
const poolChunks = 10_000;

/** A workspace whose documents are made up, with words as rare and as common as in a language. */
export async function openCorpus({ db, sql: client }: OpenDatabase) {
  const workspaceId = uuidv7();
  await db.insert(workspaces).values({ id: workspaceId, name: 'Bench', created_by: workspaceId });
  const words = createWords(7);
  const texts: string[] = [];
  let size = 0;

  async function storeDocument(): Promise<void> {
    const documentId = uuidv7();
    const chunks = Array.from({ length: chunksPerDocument }, () => ({
      page_from: 1,
      page_to: 1,
      heading_path: [],
      text: words.text(wordsPerChunk),
    }));
    texts.push(...chunks.map(({ text }) => text));
    await db.transaction(async (tx) => {
      await tx.insert(documents).values({
        id: documentId,
        workspace_id: workspaceId,
        file_name: `${documentId}.txt`,
        mime_type: 'text/plain',
        size_bytes: 1,
        sha256: documentId,
        series_id: documentId,
        created_by: workspaceId,
      });
      await storeChunks(tx, { workspaceId, documentId, fileName: '', chunks });
    });
    size += chunksPerDocument;
  }

  return {
    workspaceId,
    /** Grows to so many chunks. */
    async growTo(chunks: number): Promise<void> {
      while (size < Math.min(chunks, poolChunks)) await storeDocument();
      if (size < chunks) {
        const indexes = await withoutIndexes(client);
        for (; size < chunks; size += Math.min(chunks - size, poolChunks))
          await copyDocuments(client, {
            workspaceId,
            count: Math.min(chunks - size, poolChunks) / chunksPerDocument,
          });
        await client.unsafe(
          `select setval(pg_get_serial_sequence('chunks', 'key'), (select max(key) from chunks))`,
        );
        await client.unsafe(`set maintenance_work_mem = '1GB'`);
        for (const index of indexes) await client.unsafe(index);
      }
      await client.unsafe('vacuum analyze postings');
      await client.unsafe('vacuum analyze chunks');
    },
    storeDocument,
    chunksPerDocument,
    /** A question of some words that stand together in a chunk, rare and common ones. */
    question: (): string => words.someOf(texts),
    count: async () => {
      const [row] = await db.execute<{ chunks: number; mb: number }>(sql`
        select (select count(*)::int from chunks) as chunks,
          (pg_total_relation_size('postings') / 1048576)::int as mb`);
      return row ?? { chunks: 0, mb: 0 };
    },
  };
}

/**
 * Another copy of the first `count` documents. Their rows are read from a table of their own, and references are
 * not looked up, so that the ten millionth row takes no longer than the first.
 */
async function copyDocuments(
  client: OpenDatabase['sql'],
  { workspaceId, count }: { workspaceId: string; count: number },
): Promise<void> {
  await client.begin(async (tx) => {
    const [last] = await tx<{ key: string }[]>`select max(key)::text as key from chunks`;
    const shift = last?.key ?? '0';
    await tx`set local session_replication_role = replica`;
    await tx`create unlogged table if not exists pool_documents as select * from documents`;
    await tx`create unlogged table if not exists pool_chunks as select * from chunks`;
    await tx`create unlogged table if not exists pool_postings as select * from postings`;
    await tx`
      create temporary table copied on commit drop as
      select id, ${olderId(tx)} as copy from pool_documents
      where workspace_id = ${workspaceId} order by id limit ${count}`;
    await tx`
      insert into documents (id, workspace_id, file_name, mime_type, size_bytes, sha256, series_id, created_by)
      select copy, workspace_id, file_name, mime_type, size_bytes, copy::text, copy, created_by
      from pool_documents join copied using (id)`;
    await tx`
      insert into chunks (id, key, workspace_id, document_id, seq, page_from, page_to, heading_path, text, words, tokenizer_version)
      overriding system value
      select ${olderId(tx)}, key + ${shift}::bigint, workspace_id, copy, seq, page_from, page_to, heading_path, text, words, tokenizer_version
      from pool_chunks join copied on copied.id = document_id`;
    await tx`
      insert into postings (workspace_id, term, document_id, chunk_keys, weights)
      select workspace_id, term, copy, array(select key + ${shift}::bigint from unnest(chunk_keys) as key), weights
      from pool_postings join copied on copied.id = document_id`;
  });
}

/** As an id of last year would be: new ones come after it in each index. */
const olderId = (tx: TransactionSql) =>
  tx`('01900000' || substr(gen_random_uuid()::text, 9))::uuid`;

/** Dropped, so that millions of rows need not be sorted in one by one; returns how to make them again. */
async function withoutIndexes(client: OpenDatabase['sql']): Promise<string[]> {
  const rows = await client<{ indexname: string; indexdef: string }[]>`
    select indexname, indexdef from pg_indexes where tablename = 'postings'`;
  for (const { indexname } of rows) await client.unsafe(`drop index "${indexname}"`);
  return rows.map(({ indexdef }) => indexdef);
}
