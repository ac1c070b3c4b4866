import type { Presence } from '#contract/presence.ts';
import { presenceTexts as texts } from '#features/presence/presenceTexts.ts';
import { cn } from '#ui/cn.ts';

const colors = {
  online: 'bg-success',
  away: 'bg-warning',
  offline: 'border-2 border-muted-foreground bg-background',
};

/** Whether somebody is there, in colour, shape and words. */
export function PresenceDot({
  presence,
  className,
}: {
  presence: Pick<Presence, 'status' | 'available'>;
  className?: string;
}) {
  const { status, available } = presence;
  const isUnavailable = status !== 'offline' && !available;
  const label = isUnavailable ? texts.unavailable : texts.status[status];
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={cn(
        'inline-block size-2.5 shrink-0 rounded-full ring-2 ring-background',
        isUnavailable ? 'bg-destructive' : colors[status],
        className,
      )}
    />
  );
}
