'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Input } from '#ui/input.tsx';
import { Spinner } from '#ui/spinner.tsx';

/** Creates a workspace and goes there. */
export function CreateWorkspaceForm({ onCreated }: { onCreated?: () => void }) {
  const t = useTranslations('workspaces');
  const router = useRouter();
  const [name, setName] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const create = trpc.workspaces.create.useMutation({
    onSuccess: (workspace) => {
      onCreated?.();
      router.push(`/w/${workspace.id}/documents`);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsMissing(name.trim() === '');
    if (name.trim() !== '') create.mutate({ name });
  };
  const failure = create.error ? t('createFailed') : null;
  // Also while the next page is on its way.
  const isBusy = create.isPending || create.isSuccess;
  return (
    <form onSubmit={submit} className="grid w-full gap-5 text-left">
      <Field label={t('name')} error={isMissing ? t('nameMissing') : failure}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={100}
            autoComplete="off"
            placeholder={t('namePlaceholder')}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" disabled={isBusy}>
        {isBusy && <Spinner />}
        {isBusy ? t('creating') : t('create')}
      </Button>
    </form>
  );
}
