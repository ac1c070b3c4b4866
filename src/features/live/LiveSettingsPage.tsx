'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { LiveSettings } from '#contract/live.ts';
import { CannedReplySettings } from '#features/live/CannedReplySettings.tsx';
import { IdentitySettings } from '#features/live/IdentitySettings.tsx';
import { LineSettings } from '#features/live/LineSettings.tsx';
import { LiveSettingsForm } from '#features/live/LiveSettingsForm.tsx';
import { CopyLine, SettingsSection } from '#features/live/SettingsSection.tsx';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { LoadFailed } from '#ui/load-failed.tsx';
import { PageTitle } from '#ui/page-title.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

/** How customers reach the workspace, and who answers them. */
export function LiveSettingsPage({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('live.settings');
  const tLive = useTranslations('live');
  const settings = trpc.live.settings.get.useQuery({ workspace_id: workspaceId });
  const { can } = useOwnRole(workspaceId);
  return (
    <main id="main" tabIndex={-1} className="h-full overflow-y-auto outline-none">
      <PageTitle title={t('title')} />
      <div className="mx-auto grid max-w-3xl grid-cols-1 gap-10 px-4 pt-6 pb-16 sm:px-8 sm:pt-9">
        <header>
          <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
          <p className="mt-1 text-sm text-muted-foreground">{t('hint')}</p>
        </header>
        {settings.data ? (
          <>
            <Embed settings={settings.data} />
            <LiveSettingsForm key={settings.data.version} settings={settings.data} />
            {can('live.manage') && <IdentitySettings workspaceId={workspaceId} />}
            {can('live.manage') && <LineSettings workspaceId={workspaceId} />}
            <CannedReplySettings workspaceId={workspaceId} />
          </>
        ) : settings.error ? (
          <LoadFailed
            message={t('loadFailed')}
            retryLabel={tLive('retry')}
            onRetry={() => void settings.refetch()}
          />
        ) : (
          <Skeleton className="h-64 w-full rounded-xl" />
        )}
      </div>
    </main>
  );
}

function Embed({ settings: { key } }: { settings: LiveSettings }) {
  const t = useTranslations('live.settings');
  // Where this page is, customers find the chat.
  const [origin] = useState(() => (typeof window === 'undefined' ? '' : window.location.origin));
  return (
    <SettingsSection title={t('embedTitle')} hint={t('embedHint')}>
      <CopyLine text={`<script src="${origin}/embed.js" data-key="${key}" async></script>`} />
      <p className="text-sm text-muted-foreground">{t('chatLink')}</p>
      <CopyLine text={`${origin}/chat/${key}`} />
    </SettingsSection>
  );
}
