/** How many of something wait; nothing when none do. */
export function CountBadge({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <span
      role="img"
      aria-label={label}
      className="grid h-5 min-w-5 shrink-0 place-items-center rounded-full bg-primary px-1.5 text-[0.6875rem] font-semibold text-primary-foreground tabular-nums"
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}
