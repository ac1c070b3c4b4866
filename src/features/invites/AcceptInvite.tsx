'use client';

import { LinkIcon, Users } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { trpc } from '#client/trpc.ts';
import type { InvitePreview } from '#contract/invites.ts';
import { invitesTexts as texts } from '#features/invites/invitesTexts.ts';
import { membersTexts } from '#features/members/membersTexts.ts';
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
  const router = useRouter();
  const open = () => {
    onDone();
    router.push(`/w/${preview.workspace_id}/documents`);
  };
  const accept = trpc.workspaces.invites.accept.useMutation({ onSuccess: open });
  const title = texts.acceptTitle(preview.workspace_name);
  const role = membersTexts.roles[preview.role].toLocaleLowerCase();
  if (preview.is_member)
    return (
      <Empty icon={<Users />} title={title}>
        <PageTitle title={title} />
        <p>{texts.isMember}</p>
        <Button onClick={open}>{texts.open}</Button>
      </Empty>
    );
  return (
    <Empty icon={<Users />} title={title}>
      <PageTitle title={title} />
      <p>{texts.acceptHint(preview.invited_by, role)}</p>
      <Button
        disabled={accept.isPending || accept.isSuccess}
        onClick={() => accept.mutate({ token })}
      >
        {accept.isPending && <Spinner />}
        {texts.accept}
      </Button>
      {accept.error && (
        <p role="alert" className="text-destructive">
          {accept.error.data?.code === 'FORBIDDEN' ? texts.forAnother : texts.acceptFailed}
        </p>
      )}
    </Empty>
  );
}

function Invalid() {
  return (
    <Empty icon={<LinkIcon />} title={texts.invalidTitle}>
      <PageTitle title={texts.invalidTitle} />
      <p>{texts.invalid}</p>
      <Button asChild>
        <Link href="/">{texts.toYours}</Link>
      </Button>
    </Empty>
  );
}
