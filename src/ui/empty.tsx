import type { ReactNode } from 'react';
import { cn } from '#ui/cn.ts';

/** What stands where nothing is yet, and what to do about it. */
export function Empty({
  icon,
  title,
  children,
  className,
}: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn('flex flex-col items-center px-6 py-12 text-center', className)}>
      <span
        aria-hidden="true"
        className="mb-4 grid size-12 place-items-center rounded-xl bg-primary-soft text-primary-soft-foreground [&_svg]:size-6"
      >
        {icon}
      </span>
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      {children && (
        <div className="mt-1.5 flex max-w-md flex-col items-center gap-5 text-sm text-balance text-muted-foreground">
          {children}
        </div>
      )}
    </div>
  );
}
