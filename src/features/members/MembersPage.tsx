'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '#client/trpc.ts';
import type { Member } from '#contract/members.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { InviteButton } from '#features/invites/InviteButton.tsx';
import { InviteList } from '#features/invites/InviteList.tsx';
import { MemberRow } from '#features/members/MemberRow.tsx';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { LoadFailed } from '#ui/load-failed.tsx';
import { PageTitle } from '#ui/page-title.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

/** Who is in a workspace, who is invited, and what each may do. */
export function MembersPage({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('members');
  const members = trpc.workspaces.members.list.useQuery({ workspace_id: workspaceId });
  const { role, can } = useOwnRole(workspaceId);
  return (
    <main id="main" tabIndex={-1} className="h-full overflow-y-auto outline-none">
      <PageTitle title={t('title')} />
      <div className="mx-auto grid max-w-3xl grid-cols-1 gap-8 px-4 pt-6 pb-16 sm:px-8 sm:pt-9">
        <header className="flex flex-wrap items-center justify-between gap-4">
          <div>
            <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
            <p className="mt-1 text-sm text-muted-foreground">{t('hint')}</p>
          </div>
          {role && can('invites.manage') && (
            <InviteButton workspaceId={workspaceId} ownRole={role} />
          )}
        </header>
        {members.data ? (
          <People members={members.data} />
        ) : members.error ? (
          <LoadFailed
            message={t('loadFailed')}
            retryLabel={t('retry')}
            onRetry={() => void members.refetch()}
          />
        ) : (
          <Loading />
        )}
        {role && can('invites.manage') && <InviteList workspaceId={workspaceId} />}
      </div>
    </main>
  );
}

function People({ members }: { members: readonly Member[] }) {
  const t = useTranslations('members');
  const userId = useUserId();
  const own = members.find(({ user_id }) => user_id === userId);
  const workspaceId = members[0]?.workspace_id ?? '';
  const { data: presences = [] } = trpc.presence.list.useQuery({ workspace_id: workspaceId });
  const sorted = members.toSorted((one, other) =>
    one.display_name.localeCompare(other.display_name),
  );
  return (
    <ul aria-label={t('list')} className="divide-y rounded-xl border">
      {sorted.map((member) => (
        <MemberRow
          key={member.user_id}
          member={member}
          own={own}
          presence={presences.find(({ user_id }) => user_id === member.user_id)}
        />
      ))}
    </ul>
  );
}

function Loading() {
  const t = useTranslations('members');
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-16 w-full rounded-xl" />
      <Skeleton className="h-16 w-full rounded-xl" />
    </div>
  );
}
