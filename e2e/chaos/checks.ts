import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { Tab } from './tab.ts';

/** Resolves when no job is left to do; throws with what is, when that takes too long. */
export async function untilJobsAreDone(sql: Sql, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const open = await sql<{ job_type: string; status: string; retry_count: number }[]>`
      select job_type, status, retry_count from jobs where status in ('queued', 'running')`.catch(
      (error: unknown) => [{ error: String(error) }],
    );
    if (open.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Still not done: ${JSON.stringify(open)}`);
    await delay(250);
  }
}

/** Resolves when every tab has seen its scopes to their ends and has nothing left to fetch. */
export async function untilTabsAreCalm(
  sql: Sql,
  tabs: readonly Tab[],
  { scopes, withinMs }: { scopes: Record<string, string>; withinMs: number },
): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const ends = await logEnds(sql, scopes);
    const late = tabs.flatMap((tab, nth) => [
      ...ends
        .filter(({ name, end }) => tab.position(name) < end)
        .map(({ name, end }) => `tab ${nth} is at ${tab.position(name)} of ${end} in ${name}`),
      ...(tab.isCalm() ? [] : [`tab ${nth} is fetching or has given up`]),
    ]);
    if (late.length === 0) return;
    if (Date.now() > deadline) throw new Error(late.join('; '));
    await delay(250);
  }
}

/** How long each log is; `scopes` gives the log's name for what a tab calls it. */
export async function logEnds(sql: Sql, scopes: Record<string, string>) {
  const rows = await sql<{ scope: string; last_offset: number }[]>`
    select scope, last_offset::int from event_scopes where scope in ${sql(Object.values(scopes))}`;
  return Object.entries(scopes).map(([name, scope]) => ({
    name,
    end: rows.find((row) => row.scope === scope)?.last_offset ?? 0,
  }));
}

/** What the database itself must never hold, once all is calm. */
export async function findBrokenRows(sql: Sql) {
  const [row] = await sql<
    {
      unfinished_documents: number;
      unfinished_messages: number;
      jobs_without_lease: number;
      doubled_chunks: number;
      ingested_without_chunks: number;
      doubled_messages: number;
      unanswered_messages: number;
      gaps: number;
    }[]
  >`
    select
      (select count(*)::int from documents where status not in ('ingested', 'error')) as unfinished_documents,
      (select count(*)::int from messages where status not in ('done', 'error')) as unfinished_messages,
      (select count(*)::int from jobs where status = 'running'
         and (lease_expires_at is null or lease_expires_at < now())) as jobs_without_lease,
      (select count(*)::int from (
         select 1 from chunks group by document_id, text having count(*) > 1) as twice) as doubled_chunks,
      (select count(*)::int from documents where status = 'ingested'
         and not exists (select 1 from chunks where document_id = documents.id)) as ingested_without_chunks,
      (select count(*)::int from (
         select 1 from messages where client_id is not null
         group by conversation_id, client_id having count(*) > 1) as twice) as doubled_messages,
      (select count(*)::int from messages as question where role = 'user' and
         (select count(*) from messages as answer where answer.reply_to_id = question.id) <> 1) as unanswered_messages,
      (select count(*)::int from event_scopes where last_offset <>
         (select count(*) from events where events.scope = event_scopes.scope)) as gaps`;
  return row;
}
