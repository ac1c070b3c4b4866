import { expect, test } from 'vitest';
import {
  type ConnectionEvent,
  type ConnectionState,
  ConnectionStore,
  connectionTransitions,
} from '#client/connection.ts';

const events = ['wanted', 'opened', 'lost', 'closed'] as const satisfies ConnectionEvent[];
const states = Object.keys(connectionTransitions);

/** What a person is told while this happens. */
function told(...happenings: ConnectionEvent[]): ConnectionState[] {
  const store = new ConnectionStore();
  const seen: ConnectionState[] = [];
  store.subscribe(() => seen.push(store.get()));
  for (const event of happenings) store.happened(event);
  return seen;
}

test.each([
  ['idle', 'wanted', 'connecting'],
  ['idle', 'opened', 'connected'],
  ['idle', 'lost', 'idle'],
  ['idle', 'closed', 'idle'],
  ['connecting', 'wanted', 'connecting'],
  ['connecting', 'opened', 'connected'],
  ['connecting', 'lost', 'connecting'],
  ['connecting', 'closed', 'idle'],
  ['connected', 'wanted', 'connected'],
  ['connected', 'opened', 'connected'],
  ['connected', 'lost', 'reconnecting'],
  ['connected', 'closed', 'idle'],
  ['reconnecting', 'wanted', 'reconnecting'],
  ['reconnecting', 'opened', 'connected'],
  ['reconnecting', 'lost', 'reconnecting'],
  ['reconnecting', 'closed', 'idle'],
] as const)('%s, %s → %s', (state, event, next) => {
  expect(connectionTransitions[state][event]).toBe(next);
});

test('the table is total: every state has every event, and leads to a state', () => {
  expect(states).toEqual(['idle', 'connecting', 'connected', 'reconnecting']);
  for (const row of Object.values(connectionTransitions)) {
    expect(Object.keys(row)).toEqual([...events]);
    for (const next of Object.values(row)) expect(states).toContain(next);
  }
});

test('from wherever it is, an open socket is connected and an unneeded one idle', () => {
  for (const row of Object.values(connectionTransitions))
    expect([row.opened, row.closed]).toEqual(['connected', 'idle']);
});

test('nobody is told of a reconnection who has never been connected', () => {
  expect(told('wanted', 'lost', 'lost', 'opened')).toEqual(['connecting', 'connected']);
  expect(told('wanted', 'opened', 'lost', 'lost', 'opened')).toEqual([
    'connecting',
    'connected',
    'reconnecting',
    'connected',
  ]);
});

test('a socket that nobody needs is idle, and then begins from the start', () => {
  expect(told('wanted', 'opened', 'closed', 'wanted')).toEqual([
    'connecting',
    'connected',
    'idle',
    'connecting',
  ]);
  expect(told('closed')).toEqual([]);
});

test('who has left is told nothing', () => {
  const store = new ConnectionStore();
  let calls = 0;
  const leave = store.subscribe(() => {
    calls += 1;
  });
  store.happened('wanted');
  leave();
  store.happened('opened');
  expect(calls).toBe(1);
});
