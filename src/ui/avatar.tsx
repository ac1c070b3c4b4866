import { cn } from '#ui/cn.ts';

/** The initial of a name, where a picture would be. Only for the eyes. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'grid size-7 shrink-0 place-items-center rounded-full bg-primary-soft text-xs font-semibold text-primary-soft-foreground uppercase select-none',
        className,
      )}
    >
      {Array.from(name.trim())[0] ?? '?'}
    </span>
  );
}
