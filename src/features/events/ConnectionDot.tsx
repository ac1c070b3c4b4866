'use client';

import { useTranslations } from 'next-intl';
import { useConnectionState } from '#client/liveContext.tsx';
import type { ConnectionState } from '#client/connection.ts';
import { cn } from '#ui/cn.ts';
import { Tooltip } from '#ui/tooltip.tsx';

const colours: Record<ConnectionState, string> = {
  idle: 'bg-muted-foreground/40',
  connecting: 'bg-muted-foreground/40',
  connected: 'bg-success',
  reconnecting: 'bg-warning animate-pulse',
};

/** Is this tab live? A dot for the eyes, words for those who ask. */
export function ConnectionDot() {
  const t = useTranslations('events');
  const state = useConnectionState();
  const label = t(`state.${state}`);
  return (
    <Tooltip label={label}>
      <span
        role="img"
        aria-label={label}
        data-connection={state}
        className="grid size-6 place-items-center"
      >
        <span className={cn('size-2 rounded-full', colours[state])} />
      </span>
    </Tooltip>
  );
}
