'use client';

import { useTranslations } from 'next-intl';
import { Lock } from 'lucide-react';
import { HealthDays } from '#contract/health.ts';
import { HealthFigures } from '#features/health/HealthFigures.tsx';
import { useHealth } from '#features/health/useHealth.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { Empty } from '#ui/empty.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { PageTitle } from '#ui/page-title.tsx';
import { Segments } from '#ui/segments.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { useQueryParams } from '#ui/use-query-params.ts';

/** What the workspace's work takes, what it costs, and what fails. */
export function HealthPage({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('health');
  const { role, can } = useOwnRole(workspaceId);
  const { days, setDays } = useDays();
  const isAllowed = role !== null && can('health.read');
  const health = useHealth(workspaceId, days, { enabled: isAllowed });
  return (
    <main id="main" tabIndex={-1} className="h-full overflow-y-auto outline-none">
      <PageTitle title={t('title')} />
      <div className="@container mx-auto max-w-6xl px-4 pt-6 pb-16 sm:px-8 sm:pt-9">
        <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
          <div>
            <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
            <p className="mt-1 text-sm text-muted-foreground">{t('hint')}</p>
          </div>
          {isAllowed && (
            <Segments
              label={t('period')}
              value={String(days)}
              options={HealthDays.options.map(({ value }) => ({
                value: String(value),
                label: t(`days.${value}`),
              }))}
              onChange={(value) => setDays(Number(value))}
            />
          )}
        </header>
        {role !== null && !isAllowed ? (
          <Empty icon={<Lock />} title={t('notAllowed')}>
            <p>{t('notAllowedHint')}</p>
          </Empty>
        ) : health.data ? (
          <HealthFigures workspaceId={workspaceId} health={health.data} />
        ) : health.error ? (
          <LoadFailed
            message={t('loadFailed')}
            retryLabel={t('retry')}
            onRetry={() => void health.refetch()}
          />
        ) : (
          <Loading />
        )}
      </div>
    </main>
  );
}

/** The period is part of the address, so that a reload or a sent link shows the same. */
function useDays(): { days: HealthDays; setDays: (days: number) => void } {
  const { params, setParams } = useQueryParams();
  const asked = HealthDays.safeParse(Number(params.get('days')));
  return {
    days: asked.success ? asked.data : 1,
    setDays: (days) => setParams({ days: days === 1 ? null : days }, { replace: true }),
  };
}

function Loading() {
  const t = useTranslations('health');
  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-28 w-full rounded-xl" />
      <Skeleton className="h-72 w-full rounded-xl" />
      <Skeleton className="h-72 w-full rounded-xl" />
    </div>
  );
}
