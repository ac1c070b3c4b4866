'use client';

import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import { workspacesTexts as texts } from '#features/workspaces/workspacesTexts.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Input } from '#ui/input.tsx';
import { Spinner } from '#ui/spinner.tsx';

/** Creates a workspace and goes there. */
export function CreateWorkspaceForm({ onCreated }: { onCreated?: () => void }) {
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
  const failure = create.error ? texts.createFailed : null;
  // Also while the next page is on its way.
  const isBusy = create.isPending || create.isSuccess;
  return (
    <form onSubmit={submit} className="grid w-full gap-5 text-left">
      <Field label={texts.name} error={isMissing ? texts.nameMissing : failure}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={100}
            autoComplete="off"
            placeholder={texts.namePlaceholder}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" disabled={isBusy}>
        {isBusy && <Spinner />}
        {isBusy ? texts.creating : texts.create}
      </Button>
    </form>
  );
}
