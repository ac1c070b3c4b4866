import { sql } from 'drizzle-orm';
import type { NewEvent } from '#contract/events.ts';
import type { Transaction } from '#db/client.ts';

/** An event and the log that it belongs to. */
export type ScopedEvent = { scope: Scope; event: NewEvent };

/** `workspace:<id>` or `user:<id>`: whose log it is. */
export type Scope = `workspace:${string}` | `user:${string}`;

export const workspaceScope = (workspaceId: string): Scope => `workspace:${workspaceId}`;
export const userScope = (userId: string): Scope => `user:${userId}`;

/**
 * Writes events to their logs, each with its scope's next offset. It must be the transaction's last
 * statement: from here to the commit it holds the scopes, which is what makes offsets dense and in commit
 * order. Scopes are taken in one fixed order, so two transactions never wait for each other.
 */
export async function appendEvents(tx: Transaction, events: readonly ScopedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ scope, event }, position) => ({ scope, position, ...event }));
  await tx.execute(sql`
    with input as (
      select scope, position, type, payload,
             row_number() over (partition by scope order by position) as nth
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as row(scope text, position int, type text, payload json)
    ), counter as (
      insert into event_scopes as target (scope, last_offset)
      select scope, count(*) from input group by scope order by scope
      on conflict (scope) do update set last_offset = target.last_offset + excluded.last_offset
      returning scope, last_offset
    ), total as (
      select scope, count(*) as amount from input group by scope
    )
    insert into events (scope, "offset", type, payload)
    select input.scope, counter.last_offset - total.amount + input.nth, input.type, input.payload
    from input join counter using (scope) join total using (scope)
  `);
}
