'use client';

import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ConnectionState } from '#client/connection.ts';
import { useConnectionState } from '#client/liveContext.tsx';
import { eventsTexts } from '#features/events/eventsTexts.ts';

/** What is over within this time is not worth a word; `idle` and `connected` never are. */
const graceMs: Partial<Record<ConnectionState, number>> = {
  connecting: 5_000,
  reconnecting: 1_500,
};

/** Says that changes do not come by themselves just now. */
export function ConnectionBanner() {
  const state = useConnectionState();
  const [told, setTold] = useState<ConnectionState | null>(null);
  useEffect(() => {
    const waitMs = graceMs[state];
    const timer = setTimeout(() => setTold(waitMs === undefined ? null : state), waitMs ?? 0);
    return () => clearTimeout(timer);
  }, [state]);
  const text = told === null ? undefined : eventsTexts.banner[told];
  return (
    <div role="status">
      {text && (
        <p className="flex items-center justify-center gap-2 border-b border-warning/25 bg-warning-soft px-4 py-2 text-sm text-warning">
          <WifiOff aria-hidden="true" className="size-4 shrink-0" />
          {text}
        </p>
      )}
    </div>
  );
}
