import type { ConnectionState } from '#client/connection.ts';

const banner: Partial<Record<ConnectionState, string>> = {
  connecting: 'No live connection yet… checking every 5 s.',
  reconnecting: 'Reconnecting… showing what we have; checking every 5 s.',
};

const state: Record<ConnectionState, string> = {
  idle: 'Not connected yet',
  connecting: 'Connecting…',
  connected: 'Live: changes show up by themselves',
  reconnecting: 'Reconnecting…',
};

/** The words about the connection that brings events. */
export const eventsTexts = { banner, state } as const;
