import { expect, test } from 'vitest';
import { type ConnectionState, ConnectionStore, type SocketState } from '#client/connection.ts';

/** What a person is told while the socket does this. */
function told(...sockets: SocketState[]): ConnectionState[] {
  const store = new ConnectionStore();
  const states: ConnectionState[] = [];
  store.subscribe(() => states.push(store.get()));
  for (const socket of sockets) store.socketIs(socket);
  return states;
}

test('a first connection is told as such, a later one as a reconnection', () => {
  expect(told('connecting', 'pending', 'connecting', 'connecting', 'pending')).toEqual([
    'connecting',
    'connected',
    'reconnecting',
    'connected',
  ]);
});

test('a first connection that fails is not a reconnection', () => {
  expect(told('connecting', 'connecting', 'pending')).toEqual(['connecting', 'connected']);
});

test('a socket that nobody needs is idle, and then begins from the start', () => {
  expect(told('connecting', 'pending', 'idle', 'connecting')).toEqual([
    'connecting',
    'connected',
    'idle',
    'connecting',
  ]);
  expect(told('idle')).toEqual([]);
});

test('who has left is told nothing', () => {
  const store = new ConnectionStore();
  let calls = 0;
  const leave = store.subscribe(() => {
    calls += 1;
  });
  store.socketIs('connecting');
  leave();
  store.socketIs('pending');
  expect(calls).toBe(1);
});
