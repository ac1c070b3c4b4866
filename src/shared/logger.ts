import { pino } from 'pino';

/** JSON lines on stdout. Never pass it tokens, passwords or the text of documents and messages. */
export const logger = pino({ base: { pid: process.pid } });
