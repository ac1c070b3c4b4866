import { useTranslations } from 'next-intl';
import type { Presence } from '#contract/presence.ts';
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
  const t = useTranslations('presence');
  const { status, available } = presence;
  const isUnavailable = status !== 'offline' && !available;
  const label = isUnavailable ? t('unavailable') : t(`status.${status}`);
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
