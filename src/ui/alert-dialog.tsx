'use client';

import { useTranslations } from 'next-intl';
import { AlertDialog as Primitive } from 'radix-ui';
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { Button } from '#ui/button.tsx';
import { DialogFooter, dialogClass, overlayClass } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Input } from '#ui/input.tsx';

/** Asks before something is gone for good. With `typed`, these words have to be typed first. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  typed,
  onConfirm,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: ReactNode;
  confirmLabel: string;
  typed?: { label: string; words: string };
  onConfirm: () => void;
  /** What can be chosen before. */
  children?: ReactNode;
}) {
  const t = useTranslations('ui');
  const field = useRef<HTMLInputElement>(null);
  const [answer, setAnswer] = useState('');
  const isReady = !typed || answer.trim() === typed.words.trim();
  const change = (isOpen: boolean) => {
    setAnswer('');
    onOpenChange(isOpen);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isReady) return;
    change(false);
    onConfirm();
  };
  return (
    <Primitive.Root open={open} onOpenChange={change}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClass} />
        <Primitive.Content
          className={dialogClass}
          onOpenAutoFocus={(event) => {
            if (!field.current) return;
            event.preventDefault();
            field.current.focus();
          }}
        >
          <Question title={title} description={description} />
          <form onSubmit={submit} className="grid grid-cols-1 gap-5">
            {children}
            {typed && (
              <Field label={typed.label}>
                {(control) => (
                  <Input
                    {...control}
                    ref={field}
                    value={answer}
                    autoComplete="off"
                    onChange={(event) => setAnswer(event.target.value)}
                  />
                )}
              </Field>
            )}
            <DialogFooter>
              <Primitive.Cancel asChild>
                <Button variant="outline">{t('cancel')}</Button>
              </Primitive.Cancel>
              <Button type="submit" variant="destructive" disabled={!isReady}>
                {confirmLabel}
              </Button>
            </DialogFooter>
          </form>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Question({ title, description }: { title: string; description: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <Primitive.Title className="text-lg leading-snug font-semibold tracking-tight">
        {title}
      </Primitive.Title>
      <Primitive.Description className="text-sm text-muted-foreground">
        {description}
      </Primitive.Description>
    </div>
  );
}
