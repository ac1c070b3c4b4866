'use client';

import { useTranslations } from 'next-intl';
import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ConnectionState } from '#client/connection.ts';
import { useConnectionState } from '#client/liveContext.tsx';

/** What is over within this time is not worth a word; `idle` and `connected` never are. */
const graceMs = { connecting: 5_000, reconnecting: 1_500 };
type Told = keyof typeof graceMs & ConnectionState;

/** Says that changes do not come by themselves just now. */
export function ConnectionBanner() {
  const t = useTranslations('events');
  const state = useConnectionState();
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    const isTold = state === 'connecting' || state === 'reconnecting';
    const timer = setTimeout(() => setTold(isTold ? state : null), isTold ? graceMs[state] : 0);
    return () => clearTimeout(timer);
  }, [state]);
  const text = told === null ? undefined : t(`banner.${told}`);
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
