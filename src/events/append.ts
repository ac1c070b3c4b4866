import { sql } from 'drizzle-orm';
import type { NewEvent } from '#contract/events.ts';
import type { Transaction } from '#db/client.ts';

/** An event and the log that it belongs to. */
export type ScopedEvent = { scope: Scope; event: NewEvent };

/** `workspace:<id>` or `user:<id>`: whose log it is. */
export type Scope = `workspace:${string}` | `user:${string}`;

export const workspaceScope = (workspaceId: string): Scope => `workspace:${workspaceId}`;
export const userScope = (userId: string): Scope => `user:${userId}`;

/** Whose logs something is written to. */
export type Audience = readonly [Scope, ...Scope[]];

/** The events for each log of the audience. */
export function tell(
  audience: Audience,
  ...events: readonly [NewEvent, ...NewEvent[]]
): [ScopedEvent, ...ScopedEvent[]] {
  const [first, ...others] = audience;
  const of = (scope: Scope) => events.map((event) => ({ scope, event }));
  const [head, ...rest] = events;
  return [
    { scope: first, event: head },
    ...rest.map((event) => ({ scope: first, event })),
    ...others.flatMap(of),
  ];
}

/**
 * Writes events to their logs, each with its scope's next offset. It must be the transaction's last
 * statement: from here to the commit it holds the scopes, which is what makes offsets dense and in commit
 * order. Scopes are taken in one fixed order, so two transactions never wait for each other
 * (`src/db/migrations/0003_append_events.sql`).
 */
export async function appendEvents(tx: Transaction, events: readonly ScopedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const input = events.map(({ scope, event }) => ({ scope, ...event }));
  await tx.execute(sql`select append_events(${JSON.stringify(input)}::json)`);
}
