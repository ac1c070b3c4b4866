'use client';

import { useTranslations } from 'next-intl';
import { MessageSquarePlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { PeoplePicker } from '#features/members/PeoplePicker.tsx';
import { Button } from '#ui/button.tsx';
import { Dialog, DialogContent } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';
import { Spinner } from '#ui/spinner.tsx';

/** Begins a conversation between people, open to the workspace or for some of them. */
export function StartTeamConversation({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('conversations');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton label={t('withPeople')} onClick={() => setIsOpen(true)}>
        <MessageSquarePlus />
      </IconButton>
      <Dialog open={isOpen} onOpenChange={setIsOpen}>
        <DialogContent title={t('withPeople')} description={t('withPeopleHint')}>
          <StartForm workspaceId={workspaceId} onStarted={() => setIsOpen(false)} />
        </DialogContent>
      </Dialog>
    </>
  );
}

function StartForm({ workspaceId, onStarted }: { workspaceId: string; onStarted: () => void }) {
  const t = useTranslations('conversations');
  const router = useRouter();
  const userId = useUserId();
  const [title, setTitle] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isPrivate, setIsPrivate] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const create = trpc.conversations.create.useMutation({
    onSuccess: ({ id }) => {
      onStarted();
      router.push(`/w/${workspaceId}/c/${id}`);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsMissing(title.trim() === '');
    if (title.trim() === '') return;
    create.mutate({
      workspace_id: workspaceId,
      kind: 'team',
      title,
      visibility: isPrivate ? 'private' : 'workspace',
      participant_ids: isPrivate ? [...chosen] : [],
    });
  };
  const failure = create.error ? t('createFailed') : null;
  return (
    <form onSubmit={submit} className="grid grid-cols-1 gap-5">
      <Field label={t('renameLabel')} error={isMissing ? t('renameMissing') : failure}>
        {(control) => (
          <Input
            {...control}
            value={title}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <label className="flex items-center gap-2.5 text-sm">
        <input
          type="checkbox"
          className="size-4 accent-primary"
          checked={isPrivate}
          onChange={(event) => setIsPrivate(event.target.checked)}
        />
        {t('isPrivate')}
      </label>
      {isPrivate && (
        <PeoplePicker
          workspaceId={workspaceId}
          label={t('people')}
          without={[userId]}
          chosen={chosen}
          onChange={setChosen}
        />
      )}
      <Button type="submit" disabled={create.isPending}>
        {create.isPending && <Spinner />}
        {t('startWithPeople')}
      </Button>
    </form>
  );
}
