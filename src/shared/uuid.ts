/** UUIDv7 (RFC 9562): ascending within a process, so that ids sort by time of creation. */
export { v7 as uuidv7 } from 'uuid';

/** When a UUIDv7 was made, to the millisecond. */
export const createdAt = (id: string): Date =>
  new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
