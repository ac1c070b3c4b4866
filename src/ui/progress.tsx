'use client';

import { Progress as Primitive } from 'radix-ui';
import { cn } from '#ui/cn.ts';

/** `value` is 0…1; null shows that something goes on without saying how far it is. */
export function Progress({
  value,
  label,
  className,
}: {
  value: number | null;
  label: string;
  className?: string;
}) {
  return (
    <Primitive.Root
      value={value === null ? null : Math.round(value * 100)}
      aria-label={label}
      className={cn('relative h-1.5 w-full overflow-hidden rounded-full bg-accent', className)}
    >
      <Primitive.Indicator
        className={cn(
          'block h-full origin-left rounded-full bg-primary transition-transform duration-300',
          value === null && 'w-1/3 animate-slide-along',
        )}
        style={value === null ? undefined : { transform: `scaleX(${value})` }}
      />
    </Primitive.Root>
  );
}
