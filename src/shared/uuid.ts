/** UUIDv7 (RFC 9562): ascending within a process, so that ids sort by time of creation. */
export { v7 as uuidv7 } from 'uuid';
