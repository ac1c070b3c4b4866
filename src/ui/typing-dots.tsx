import { cn } from '#ui/cn.ts';

const delays = ['0ms', '160ms', '320ms'];

/** Three dots that come and go. Only for the eyes. */
export function TypingDots({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cn('inline-flex items-center gap-1', className)}>
      {delays.map((animationDelay) => (
        <span
          key={animationDelay}
          style={{ animationDelay }}
          className="size-1.5 animate-pulse rounded-full bg-muted-foreground"
        />
      ))}
    </span>
  );
}
