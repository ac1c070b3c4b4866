'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { watchBrowserForReturn } from '#client/reconnectDelay.ts';
import { backoffMs } from '#shared/backoff.ts';

/** The server is asked too much, or cannot be reached. */
export type PauseReason = 'busy' | 'away';

/** A server that is away comes back some time; one that is busy for so long may never take what it is sent. */
const maxPauses: Record<PauseReason, number> = { busy: 10, away: Infinity };
const delays = { baseMs: 1_000, maxMs: 30_000, jitterMs: 1_000 };

/**
 * A pause that is longer each time, until `resume` says that things go on, and over at once when the person or
 * the network returns. `pause` tells whether it is worth it.
 */
export function usePause() {
  const [reason, setReason] = useState<PauseReason | null>(null);
  const pauses = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const end = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setReason(null);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (reason !== 'away') return undefined;
    return watchBrowserForReturn(() => {
      pauses.current = 0;
      end();
    });
  }, [reason, end]);
  const pause = useCallback(
    (why: PauseReason) => {
      if (pauses.current >= maxPauses[why]) return false;
      // Those that were under way together pause once.
      if (timer.current !== undefined) return true;
      setReason(why);
      timer.current = setTimeout(end, backoffMs(pauses.current, delays));
      pauses.current += 1;
      return true;
    },
    [end],
  );
  const resume = useCallback(() => {
    pauses.current = 0;
  }, []);
  return { pausedFor: reason, pause, resume };
}
