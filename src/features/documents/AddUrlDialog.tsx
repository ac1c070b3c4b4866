'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { isRefusal } from '#client/isRefusal.ts';
import { trpc } from '#client/trpc.ts';
import { AddUrlInput } from '#contract/documents.ts';
import { Button } from '#ui/button.tsx';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Input } from '#ui/input.tsx';

type AddUrlDialogProps = { workspaceId: string; open: boolean; onClose: () => void };

/** Asks for the address of a web page that is to become a document. */
export function AddUrlDialog({ open, ...form }: AddUrlDialogProps) {
  const t = useTranslations('documents');
  return (
    <Dialog open={open} onOpenChange={form.onClose}>
      <DialogContent title={t('addUrl')}>
        <AddUrlForm {...form} />
      </DialogContent>
    </Dialog>
  );
}

function AddUrlForm({ workspaceId, onClose }: Omit<AddUrlDialogProps, 'open'>) {
  const t = useTranslations('documents.url');
  const [address, setAddress] = useState('');
  const [error, setError] = useState<string | null>(null);
  const add = trpc.documents.addUrl.useMutation({
    onError: (cause) => setError(isRefusal(cause) ? t('invalid') : t('failed')),
    onSuccess({ duplicate }) {
      if (duplicate) setError(t('duplicate'));
      else onClose();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const input = AddUrlInput.safeParse({ workspace_id: workspaceId, url: withScheme(address) });
    if (input.success) add.mutate(input.data);
    else setError(t('invalid'));
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Field label={t('label')} hint={t('hint')} error={error}>
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            placeholder="https://"
            autoComplete="off"
            maxLength={2_000}
            value={address}
            onChange={(event) => {
              setError(null);
              setAddress(event.target.value);
            }}
          />
        )}
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">{t('cancel')}</Button>
        </DialogClose>
        <Button type="submit" disabled={add.isPending}>
          {t('submit')}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** People leave it out. */
function withScheme(address: string): string {
  const trimmed = address.trim();
  return /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]+:\d+(\/|$)/.test(trimmed)
    ? trimmed
    : `https://${trimmed}`;
}
