'use client';

import { useTranslations } from 'next-intl';
import { X } from 'lucide-react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Invite } from '#contract/invites.ts';
import { DateText } from '#ui/date-text.tsx';
import { IconButton } from '#ui/icon-button.tsx';

/** Invitations that can still be accepted. */
export function InviteList({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('invites');
  const { data = [] } = trpc.workspaces.invites.list.useQuery({ workspace_id: workspaceId });
  if (data.length === 0) return null;
  return (
    <section aria-label={t('pending')} className="grid grid-cols-1 gap-3">
      <h2 className="text-sm font-semibold">{t('pending')}</h2>
      <ul className="divide-y rounded-xl border">
        {data.map((invite) => (
          <InviteRow key={invite.id} invite={invite} />
        ))}
      </ul>
    </section>
  );
}

function InviteRow({ invite }: { invite: Invite }) {
  const t = useTranslations('invites');
  const tMembers = useTranslations('members');
  const revoke = trpc.workspaces.invites.revoke.useMutation({
    onError: () => toast.error(t('revokeFailed')),
  });
  const who = invite.email ?? t('anybody');
  return (
    <li className="flex items-center gap-4 py-2.5 pr-2 pl-4 text-sm">
      <span className="min-w-0 flex-1 truncate">{who}</span>
      <span className="text-muted-foreground">{tMembers(`roles.${invite.role}`)}</span>
      <span className="hidden text-muted-foreground sm:inline">
        {t('until')} <DateText iso={invite.expires_at} />
      </span>
      <IconButton
        label={t('revokeOf', { who })}
        disabled={revoke.isPending}
        onClick={() => revoke.mutate({ invite_id: invite.id })}
      >
        <X />
      </IconButton>
    </li>
  );
}
