import type { OpenDatabase } from '#db/client.ts';

/** PostgreSQL's own text search over the same chunks: any of the words, ranked by `ts_rank`. */
export function openTextSearch({ sql }: OpenDatabase) {
  return {
    /** Takes over what has come since the last time. */
    async copy(): Promise<void> {
      await sql`create table if not exists peer_chunks (key bigint primary key, words tsvector)`;
      await sql`drop index if exists peer_words`;
      await sql`
        insert into peer_chunks select key, to_tsvector('english', text) from chunks
        on conflict do nothing`;
      await sql`create index peer_words on peer_chunks using gin (words)`;
      await sql`vacuum analyze peer_chunks`;
    },
    search: (question: string) => sql`
      select key from peer_chunks, to_tsquery('english', ${question.split(' ').join(' | ')}) as query
      where words @@ query order by ts_rank(words, query) desc limit 10`,
  };
}
