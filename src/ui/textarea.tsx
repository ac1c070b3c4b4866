import type { ComponentProps } from 'react';
import { cn } from '#ui/cn.ts';

/** A field for more than one line. */
export function Textarea({
  className,
  onText,
  ...props
}: Omit<ComponentProps<'textarea'>, 'onChange'> & { onText: (text: string) => void }) {
  return (
    <textarea
      onChange={(event) => onText(event.target.value)}
      className={cn(
        // 16 px on phones: a smaller field makes iOS zoom in.
        'w-full min-w-0 rounded-md border border-input bg-background px-3 py-2 text-base transition-colors placeholder:text-muted-foreground disabled:opacity-50 aria-invalid:border-destructive sm:text-sm',
        'focus-visible:border-ring focus-visible:outline-3 focus-visible:outline-offset-0 focus-visible:outline-ring/30',
        className,
      )}
      {...props}
    />
  );
}
