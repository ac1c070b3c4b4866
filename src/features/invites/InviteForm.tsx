'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import { type MemberRole, memberRoles } from '#contract/members.ts';
import { rank } from '#contract/permissions.ts';
import type { MadeLink } from '#features/invites/InviteLink.tsx';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Input } from '#ui/input.tsx';
import { Select } from '#ui/select.tsx';
import { Spinner } from '#ui/spinner.tsx';

const validities = [24, 168, 720] as const;

type InviteFormProps = {
  workspaceId: string;
  ownRole: MemberRole;
  onLink: (made: MadeLink) => void;
  onAdded: () => void;
};

/** Whom to invite, as what and for how long. Somebody with an account is in at once, others get a link. */
export function InviteForm({ workspaceId, ownRole, onLink, onAdded }: InviteFormProps) {
  const t = useTranslations('invites');
  const tMembers = useTranslations('members');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<MemberRole>('member');
  const [hours, setHours] = useState<number>(168);
  const create = trpc.workspaces.invites.create.useMutation({
    onSuccess: ({ token, invite, member }) => {
      if (token !== null) return onLink({ token, email: invite?.email ?? null });
      if (member) toast.success(t('added', { name: member.display_name || tMembers('unnamed') }));
      return onAdded();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate({
      workspace_id: workspaceId,
      role,
      expires_in_hours: hours,
      ...(email.trim() === '' ? {} : { email: email.trim() }),
    });
  };
  const isRefused = create.error?.data?.code === 'BAD_REQUEST';
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-5">
      <Field
        label={t('email')}
        hint={t('emailHint')}
        error={create.error ? (isRefused ? t('emailWrong') : t('failed')) : null}
      >
        {(control) => (
          <Input
            {...control}
            type="email"
            value={email}
            autoComplete="off"
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('role')} hint={tMembers(`roleHints.${role}`)}>
        {(control) => (
          <Select
            {...control}
            value={role}
            options={memberRoles
              .filter((each) => rank(each) >= rank(ownRole))
              .map((each) => ({ value: each, label: tMembers(`roles.${each}`) }))}
            onChange={setRole}
          />
        )}
      </Field>
      <Field label={t('expires')}>
        {(control) => (
          <Select
            {...control}
            value={hours}
            options={validities.map((each) => ({ value: each, label: t(`hours.${each}`) }))}
            onChange={setHours}
          />
        )}
      </Field>
      <Button type="submit" disabled={create.isPending}>
        {create.isPending && <Spinner />}
        {t('create')}
      </Button>
    </form>
  );
}
