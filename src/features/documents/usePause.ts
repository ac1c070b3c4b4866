'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { backoffMs } from '#shared/backoff.ts';

const maxPauses = 10;
const delays = { baseMs: 1_000, maxMs: 30_000, jitterMs: 1_000 };

/** A pause that is longer each time, until `resume` says that things go on. `pause` tells whether it is worth it. */
export function usePause() {
  const [isPaused, setIsPaused] = useState(false);
  const pauses = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const pause = useCallback(() => {
    if (pauses.current >= maxPauses) return false;
    // Those that were under way together pause once.
    if (timer.current !== undefined) return true;
    setIsPaused(true);
    const end = () => {
      timer.current = undefined;
      setIsPaused(false);
    };
    timer.current = setTimeout(end, backoffMs(pauses.current, delays));
    pauses.current += 1;
    return true;
  }, []);
  const resume = useCallback(() => {
    pauses.current = 0;
  }, []);
  return { isPaused, pause, resume };
}
