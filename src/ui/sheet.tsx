'use client';

import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '#ui/cn.ts';
import { overlayClass } from '#ui/dialog.tsx';

const sides = {
  left: 'inset-y-0 left-0 w-[min(19rem,85vw)] border-r data-[state=open]:slide-in-from-left data-[state=closed]:slide-out-to-left',
  right:
    'inset-y-0 right-0 w-full max-w-md border-l data-[state=open]:slide-in-from-right data-[state=closed]:slide-out-to-right',
};

/** Not its first button, whose tooltip would be the first thing seen. */
const focusItself = (event: Event) => {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
};

/** A panel over the page's edge. `title` is what assistive technology calls it. */
export function Sheet({
  open,
  onOpenChange,
  side,
  title,
  className,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  side: keyof typeof sides;
  title: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClass} />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusItself}
          className={cn(
            'fixed z-50 flex flex-col bg-background outline-none shadow-xl duration-200 data-[state=open]:animate-in data-[state=closed]:animate-out',
            sides[side],
            className,
          )}
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
