'use client';

import { useTranslations } from 'next-intl';
import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '#ui/cn.ts';
import { IconButton } from '#ui/icon-button.tsx';

export const overlayClass =
  'fixed inset-0 z-50 bg-overlay data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0';

export const dialogClass =
  'fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] grid-cols-1 max-w-md -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-xl border bg-popover p-6 shadow-xl data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-95 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=closed]:zoom-out-95';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export function DialogContent({
  title,
  description,
  className,
  children,
  ...props
}: Omit<ComponentProps<typeof Primitive.Content>, 'title'> & {
  title: string;
  description?: ReactNode;
}) {
  const t = useTranslations('ui');
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClass} />
      <Primitive.Content
        className={cn(dialogClass, className)}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...props}
      >
        <DialogHeading title={title} description={description} />
        {children}
        <Primitive.Close asChild>
          <IconButton label={t('close')} className="absolute top-3 right-3">
            <X />
          </IconButton>
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

function DialogHeading({ title, description }: { title: string; description: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-1.5 pr-8">
      <Primitive.Title className="text-lg leading-snug font-semibold tracking-tight">
        {title}
      </Primitive.Title>
      {description && (
        <Primitive.Description className="text-sm text-muted-foreground">
          {description}
        </Primitive.Description>
      )}
    </div>
  );
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>;
}
