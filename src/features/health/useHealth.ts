'use client';

import { focusManager, keepPreviousData } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { trpc } from '#client/trpc.ts';
import type { HealthDays } from '#contract/health.ts';

/** An import of many files makes many events a second; their sums are read no more often than this. */
const fetchEveryMs = 2_000;

/** Of answers in other people's private conversations no event tells, nor of the hour that ends. */
const pollMs = 60_000;

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/** The workspace's figures, anew soon after each event that makes them old, for as long as somebody can see them. */
export function useHealth(workspaceId: string, days: HealthDays, options: { enabled: boolean }) {
  const query = trpc.workspaces.health.useQuery(
    {
      workspace_id: workspaceId,
      days,
      time_zone: timeZone,
    },
    { ...options, placeholderData: keepPreviousData, refetchInterval: pollMs },
  );
  const { isStale, isFetching, dataUpdatedAt, errorUpdatedAt, refetch } = query;
  const isVisible = useSyncExternalStore(
    (listener) => focusManager.subscribe(listener),
    () => focusManager.isFocused(),
    () => false,
  );
  const isOld = options.enabled && dataUpdatedAt > 0 && isStale && !isFetching && isVisible;
  useEffect(() => {
    if (!isOld) return undefined;
    const dueAt = Math.max(dataUpdatedAt, errorUpdatedAt) + fetchEveryMs;
    const timer = setTimeout(() => void refetch(), Math.max(0, dueAt - Date.now()));
    return () => clearTimeout(timer);
  }, [isOld, dataUpdatedAt, errorUpdatedAt, refetch]);
  return query;
}
