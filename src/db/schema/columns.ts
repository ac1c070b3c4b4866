import { customType, integer } from 'drizzle-orm/pg-core';

/** `timestamptz` of millisecond precision that reads as the wire's ISO 8601 string in UTC. */
export const timestamp = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  fromDriver: (value) => new Date(value).toISOString(),
});

/** Counts a row's changes; every `update` of an announced row sets `version + 1`. */
export const version = () => integer().notNull().default(1);

export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
