import { z } from 'zod';

/** A UUIDv7 made by the app: unique, and sorts by time of creation. */
export const Id = z.uuid();

/** ISO 8601 in UTC, millisecond precision: `2026-01-31T09:30:00.000Z`. */
export const Timestamp = z.iso.datetime();

/** Counts an entity's changes from 1; a cache applies only a newer one. */
export const Version = z.int().positive();

/**
 * A line that a person types as a name: trimmed, NFC, 1…`maxLength` UTF-16 units, no control characters
 * (they break tables and tab titles, and a NUL is refused by PostgreSQL).
 */
export function nameLine(maxLength: number) {
  return z
    .string()
    .transform((value) => value.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(maxLength)
        .regex(/^\P{Cc}+$/u, 'must not contain control characters'),
    );
}
