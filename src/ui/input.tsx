import type { ComponentProps } from 'react';
import { cn } from '#ui/cn.ts';

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return (
    <input
      type={type}
      className={cn(
        // 16 px on phones: a smaller field makes iOS zoom in.
        'h-10 w-full min-w-0 rounded-md border border-input bg-background px-3 text-base transition-colors placeholder:text-muted-foreground disabled:opacity-50 aria-invalid:border-destructive sm:text-sm',
        'focus-visible:border-ring focus-visible:outline-3 focus-visible:outline-offset-0 focus-visible:outline-ring/30',
        className,
      )}
      {...props}
    />
  );
}
