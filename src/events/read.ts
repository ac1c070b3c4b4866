import type { Sql } from 'postgres';
import type { Scope } from '#events/append.ts';

/** An event as it goes over the wire, encoded once: `{"offset":…,"type":…,"payload":…}`. */
export type EncodedEvent = { offset: number; json: string };

/** Where a subscriber stands in its scope's log. */
export type ScopePosition = { scope: Scope; offset: number };

export type ScopeState = { epoch: string; last_offset: number; first_offset: number | null };

/**
 * The log's epoch, its last offset, and the oldest offset it still keeps (null: none). A scope that nobody
 * has written to is made here, so that its epoch is the same for everyone.
 */
export async function readScope(sql: Sql, scope: Scope): Promise<ScopeState> {
  const [row] = await sql<[ScopeState?]>`
    select epoch, last_offset::float8 as last_offset,
           (select min("offset")::float8 from events where events.scope = event_scopes.scope) as first_offset
    from event_scopes where scope = ${scope}`;
  if (row) return row;
  await sql`insert into event_scopes (scope) values (${scope}) on conflict do nothing`;
  return readScope(sql, scope);
}

/** The events after `offset`, oldest first, at most `limit`. */
export async function readEvents(
  sql: Sql,
  { scope, offset }: ScopePosition,
  limit: number,
): Promise<EncodedEvent[]> {
  const rows = await sql<LogRow[]>`
    select scope, "offset"::float8 as "offset", type, payload::text as payload
    from events where scope = ${scope} and "offset" > ${offset}
    order by "offset" limit ${limit}`;
  return rows.map(encode);
}

/** For many scopes at once, the events after each one's offset: one query, whatever their number. */
export async function readNewEvents(
  sql: Sql,
  positions: ScopePosition[],
  limitPerScope: number,
): Promise<Map<Scope, EncodedEvent[]>> {
  const rows = await sql<LogRow[]>`
    select event.scope, event."offset"::float8 as "offset", event.type, event.payload::text as payload
    from unnest(${positions.map(({ scope }) => scope)}::text[], ${positions.map(({ offset }) => offset)}::bigint[])
           as position(scope, "offset")
    cross join lateral (
      select * from events
      where events.scope = position.scope and events."offset" > position."offset"
      order by events."offset" limit ${limitPerScope}
    ) as event
    order by event.scope, event."offset"`;
  const byScope = new Map<Scope, EncodedEvent[]>();
  for (const row of rows) {
    const events = byScope.get(row.scope);
    if (events) events.push(encode(row));
    else byScope.set(row.scope, [encode(row)]);
  }
  return byScope;
}

type LogRow = { scope: Scope; offset: number; type: string; payload: string };

function encode({ offset, type, payload }: LogRow): EncodedEvent {
  return { offset, json: `{"offset":${offset},"type":"${type}","payload":${payload}}` };
}
