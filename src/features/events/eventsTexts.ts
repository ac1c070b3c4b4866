/** The words about the connection that brings events. */
export const eventsTexts = {
  reconnecting: 'Reconnecting… showing what we have; checking every 5 s.',
  state: {
    idle: 'Not connected yet',
    connecting: 'Connecting…',
    connected: 'Live: changes show up by themselves',
    reconnecting: 'Reconnecting…',
  },
} as const;
