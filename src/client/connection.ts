/**
 * What a person is told of the socket. `idle`: nobody needs it. `connecting`: it has never been there.
 * `connected`: what changes shows by itself. `reconnecting`: it was there and is being brought back.
 */
export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'reconnecting';

/**
 * What happens to the socket. `wanted`: somebody needs it. `opened`: it is there. `lost`: it broke, or an
 * attempt failed, and another follows. `closed`: nobody needs it any more.
 */
export type ConnectionEvent = 'wanted' | 'opened' | 'lost' | 'closed';

/** States × events. Once connected, trying again is reconnecting, however often it fails. */
export const connectionTransitions = {
  idle: { wanted: 'connecting', opened: 'connected', lost: 'idle', closed: 'idle' },
  connecting: { wanted: 'connecting', opened: 'connected', lost: 'connecting', closed: 'idle' },
  connected: { wanted: 'connected', opened: 'connected', lost: 'reconnecting', closed: 'idle' },
  reconnecting: {
    wanted: 'reconnecting',
    opened: 'connected',
    lost: 'reconnecting',
    closed: 'idle',
  },
} as const satisfies Record<ConnectionState, Record<ConnectionEvent, ConnectionState>>;

/** The socket's state for whoever shows it or depends on it. */
export class ConnectionStore {
  #state: ConnectionState = 'idle';
  readonly #listeners = new Set<() => void>();

  get = (): ConnectionState => this.#state;

  /** `listener` is called at each new state, until what is returned is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  happened(event: ConnectionEvent): void {
    const next = connectionTransitions[this.#state][event];
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
