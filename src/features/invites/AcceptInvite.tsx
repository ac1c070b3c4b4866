'use client';

import { useTranslations } from 'next-intl';
import { LinkIcon, Users } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { trpc } from '#client/trpc.ts';
import type { InvitePreview } from '#contract/invites.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { LogoMark } from '#ui/logo.tsx';
import { PageTitle } from '#ui/page-title.tsx';
import { Spinner } from '#ui/spinner.tsx';

/** Shows what the link invites to, and lets the person in. */
export function AcceptInvite({ token, onDone }: { token: string; onDone: () => void }) {
  const preview = trpc.workspaces.invites.preview.useQuery(
    { token },
    { enabled: token !== '', staleTime: Infinity },
  );
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      {preview.data ? (
        <Invitation token={token} preview={preview.data} onDone={onDone} />
      ) : preview.error || token === '' ? (
        <Invalid />
      ) : (
        <LogoMark className="size-10 animate-pulse" />
      )}
    </main>
  );
}

function Invitation({
  token,
  preview,
  onDone,
}: {
  token: string;
  preview: InvitePreview;
  onDone: () => void;
}) {
  const t = useTranslations('invites');
  const tMembers = useTranslations('members');
  const router = useRouter();
  const open = () => {
    onDone();
    router.push(`/w/${preview.workspace_id}/documents`);
  };
  const accept = trpc.workspaces.invites.accept.useMutation({ onSuccess: open });
  const title = t('acceptTitle', { workspace: preview.workspace_name });
  const role = tMembers(`roles.${preview.role}`).toLocaleLowerCase();
  if (preview.is_member)
    return (
      <Empty icon={<Users />} title={title}>
        <PageTitle title={title} />
        <p>{t('isMember')}</p>
        <Button onClick={open}>{t('open')}</Button>
      </Empty>
    );
  return (
    <Empty icon={<Users />} title={title}>
      <PageTitle title={title} />
      <p>{t('acceptHint', { by: preview.invited_by, role })}</p>
      <Button
        disabled={accept.isPending || accept.isSuccess}
        onClick={() => accept.mutate({ token })}
      >
        {accept.isPending && <Spinner />}
        {t('accept')}
      </Button>
      {accept.error && (
        <p role="alert" className="text-destructive">
          {accept.error.data?.code === 'FORBIDDEN' ? t('forAnother') : t('acceptFailed')}
        </p>
      )}
    </Empty>
  );
}

function Invalid() {
  const t = useTranslations('invites');
  return (
    <Empty icon={<LinkIcon />} title={t('invalidTitle')}>
      <PageTitle title={t('invalidTitle')} />
      <p>{t('invalid')}</p>
      <Button asChild>
        <Link href="/">{t('toYours')}</Link>
      </Button>
    </Empty>
  );
}
