import type { ConnectionStore } from '#client/connection.ts';

/** A socket that is back within this time has missed nothing that a poll would bring sooner. */
const graceMs = 1_000;
const everyMs = 5_000;

/** Polls for as long as the socket is wanted and not there, and only then. Returns how to stop. */
export function pollWhileDown(connection: ConnectionStore, poll: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const pollAfter = (waitMs: number) => {
    timer = setTimeout(() => {
      poll();
      pollAfter(everyMs);
    }, waitMs);
  };
  const stop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const look = () => {
    const state = connection.get();
    const isDown = state === 'connecting' || state === 'reconnecting';
    if (!isDown) stop();
    else if (timer === null) pollAfter(graceMs);
  };
  look();
  const unsubscribe = connection.subscribe(look);
  return () => {
    unsubscribe();
    stop();
  };
}
