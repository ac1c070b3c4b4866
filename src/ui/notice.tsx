import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '#ui/cn.ts';

const tones = {
  info: 'border-border bg-muted text-foreground',
  warning: 'border-warning/25 bg-warning-soft text-warning',
  destructive: 'border-destructive/25 bg-destructive-soft text-destructive',
};

/** A sentence that stays until its reason is gone. */
export function Notice({
  tone = 'info',
  className,
  children,
  role,
}: {
  tone?: keyof typeof tones;
  className?: string;
  children: ReactNode;
  role?: 'alert' | 'status';
}) {
  const Icon = tone === 'info' ? Info : CircleAlert;
  return (
    <div
      role={role}
      className={cn('flex gap-2.5 rounded-lg border px-3 py-2.5 text-sm', tones[tone], className)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
