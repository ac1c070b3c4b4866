'use client';

import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useConnectionState } from '#client/liveContext.tsx';
import { eventsTexts } from '#features/events/eventsTexts.ts';

/** A socket that is back within this time is not worth a word. */
const graceMs = 1_500;

/** Says that changes do not come by themselves just now. */
export function ConnectionBanner() {
  const isDown = useConnectionState() === 'reconnecting';
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(isDown), isDown ? graceMs : 0);
    return () => clearTimeout(timer);
  }, [isDown]);
  return (
    <div role="status">
      {isShown && (
        <p className="flex items-center justify-center gap-2 border-b border-warning/25 bg-warning-soft px-4 py-2 text-sm text-warning">
          <WifiOff aria-hidden="true" className="size-4 shrink-0" />
          {eventsTexts.reconnecting}
        </p>
      )}
    </div>
  );
}
