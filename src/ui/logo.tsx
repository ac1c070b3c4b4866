import { cn } from '#ui/cn.ts';

/** The product's mark: two voices, one answering the other. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-7 shrink-0', className)}>
      <rect width="32" height="32" rx="8" fill="#0b6660" />
      <path
        fill="#fff"
        d="M8 10.5A2.5 2.5 0 0 1 10.5 8h7A2.5 2.5 0 0 1 20 10.5v4a2.5 2.5 0 0 1-2.5 2.5H13l-3.2 2.8c-.4.35-.8.1-.8-.4v-2.9a2.5 2.5 0 0 1-1-2Z"
      />
      <path
        fill="#8fd9cf"
        d="M22 13h.5a2.5 2.5 0 0 1 2.5 2.5v4a2.5 2.5 0 0 1-1 2v2.4c0 .5-.4.75-.8.4L20.2 22h-4.7a2.5 2.5 0 0 1-2.4-1.8l.9-.8h3.5a4.5 4.5 0 0 0 4.5-4.5Z"
      />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2.5', className)}>
      <LogoMark />
      <span className="text-[1.0625rem] font-semibold tracking-tight">Parley</span>
    </span>
  );
}
