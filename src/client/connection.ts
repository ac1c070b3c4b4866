/** What a person is told of the socket. */
export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'reconnecting';

/** What the socket does: tRPC's own words for its client's state. */
export type SocketState = 'idle' | 'connecting' | 'pending';

/** States × what the socket does. Once connected, trying again is reconnecting. */
const transitions: Record<ConnectionState, Record<SocketState, ConnectionState>> = {
  idle: { idle: 'idle', connecting: 'connecting', pending: 'connected' },
  connecting: { idle: 'idle', connecting: 'connecting', pending: 'connected' },
  connected: { idle: 'idle', connecting: 'reconnecting', pending: 'connected' },
  reconnecting: { idle: 'idle', connecting: 'reconnecting', pending: 'connected' },
};

function nextConnectionState(state: ConnectionState, socket: SocketState): ConnectionState {
  return transitions[state][socket];
}

/** The socket's state for whoever shows it or depends on it. */
export class ConnectionStore {
  #state: ConnectionState = 'idle';
  readonly #listeners = new Set<() => void>();

  get = (): ConnectionState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  socketIs(socket: SocketState): void {
    const next = nextConnectionState(this.#state, socket);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
