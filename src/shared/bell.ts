import { setTimeout as delay } from 'node:timers/promises';

/** Ends rests, also one that begins just after the ring: who rests says how many rings it has heard. */
export function createBell(stopping: AbortSignal) {
  let rings = 0;
  let alarm = new AbortController();
  return {
    rings: () => rings,
    ring: () => {
      rings += 1;
      alarm.abort();
      alarm = new AbortController();
    },
    async rest(heard: number, waitMs: number): Promise<void> {
      if (rings !== heard) return;
      const signal = AbortSignal.any([alarm.signal, stopping]);
      await delay(waitMs, undefined, { signal }).catch(() => {});
    },
  };
}
