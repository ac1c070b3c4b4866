import { useRef } from 'react';
import { useLive } from '#client/liveContext.tsx';
import { trpc } from '#client/trpc.ts';

/**
 * Keeps the cache fresh by a workspace's events, or without one by the caller's own (which workspaces there
 * are). Where it is used decides how long: as long as the component is mounted.
 */
export function useLiveScope(input: { workspace_id?: string }): void {
  const { liveCache } = useLive();
  // tRPC's client resumes by itself after a disconnect; only a scope's first batch begins at "now".
  const resumedScope = useRef<string | null>(null);
  const scope = input.workspace_id ?? 'own';
  trpc.onEvent.useSubscription(input, {
    onData: ({ data }) => {
      liveCache.applyBatch(data, { isResumed: resumedScope.current === scope });
      resumedScope.current = scope;
    },
    onComplete: () => {
      resumedScope.current = null;
    },
  });
}
