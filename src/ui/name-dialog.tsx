'use client';

import { type SubmitEvent, useState } from 'react';
import { Button } from '#ui/button.tsx';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Input } from '#ui/input.tsx';

type NameFormProps = {
  label: string;
  initial: string;
  maxLength: number;
  /** What is said when nothing is entered. */
  missing: string;
  saveLabel: string;
  cancelLabel: string;
  onSave: (name: string) => void;
  onClose: () => void;
};

/** Asks for a new name. */
export function NameDialog({
  open,
  title,
  ...form
}: NameFormProps & { open: boolean; title: string }) {
  return (
    <Dialog open={open} onOpenChange={form.onClose}>
      <DialogContent title={title}>
        <NameForm {...form} />
      </DialogContent>
    </Dialog>
  );
}

function NameForm(props: NameFormProps) {
  const [name, setName] = useState(props.initial);
  const [isMissing, setIsMissing] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const trimmed = name.trim();
    setIsMissing(trimmed === '');
    if (trimmed === '') return;
    props.onClose();
    if (trimmed !== props.initial) props.onSave(trimmed);
  };
  return (
    <form onSubmit={submit} className="grid gap-5">
      <Field label={props.label} error={isMissing ? props.missing : null}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={props.maxLength}
            autoComplete="off"
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">{props.cancelLabel}</Button>
        </DialogClose>
        <Button type="submit">{props.saveLabel}</Button>
      </DialogFooter>
    </form>
  );
}
