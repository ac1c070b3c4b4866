import type { Sql } from 'postgres';
import { readEvents, readNewEvents, readScope } from '#events/read.ts';
import { Hub } from '#realtime/hub.ts';

/** A hub over the event log in the database. */
export function createHub(sql: Sql, onError: (error: unknown) => void): Hub {
  return new Hub(
    {
      readScope: (scope) => readScope(sql, scope),
      readEvents: (position, limit) => readEvents(sql, position, limit),
      readNewEvents: (positions, limit) => readNewEvents(sql, positions, limit),
    },
    onError,
  );
}
