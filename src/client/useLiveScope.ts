import { useEffect, useState } from 'react';
import { useLive } from '#client/liveContext.tsx';
import { ownScope } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';

/**
 * `live`: the cache misses nothing, or will have it as soon as the socket is back. `ended`: the caller may
 * read the scope no more. `refused`: it never could.
 */
export type LiveStatus = 'connecting' | 'live' | 'ended' | 'refused';

/**
 * Keeps the cache fresh by a workspace's events, or without one by the caller's own (which workspaces there
 * are), for as long as the component is mounted.
 */
export function useLiveScope({ workspace_id }: { workspace_id?: string }): { status: LiveStatus } {
  const { liveCache } = useLive();
  const { client } = trpc.useUtils();
  const scope = workspace_id ?? ownScope;
  const [known, setKnown] = useState<{ scope: string; status: LiveStatus } | null>(null);
  useEffect(() => {
    const { lastEventId, receive } = liveCache.follow(scope);
    const become = (status: LiveStatus) => setKnown({ scope, status });
    const subscription = client.onEvent.subscribe(
      { workspace_id, lastEventId },
      {
        onData(message) {
          receive(message);
          if (message.data.some(({ type }) => type === 'sync.ready')) become('live');
        },
        onComplete: () => become('ended'),
        onError: () => become('refused'),
      },
    );
    return () => subscription.unsubscribe();
  }, [client, liveCache, scope, workspace_id]);
  return { status: known?.scope === scope ? known.status : 'connecting' };
}
