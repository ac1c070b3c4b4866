import { MutationCache, QueryClient } from '@tanstack/react-query';
import { changesOfResult } from '#client/changesOfResult.ts';
import { isRefusal } from '#client/isRefusal.ts';
import { LiveCache } from '#client/liveCache.ts';
import { repeatableMutations } from '#contract/repeatable.ts';

const maxRetries = 3;
const unusedForMs = 10 * 60_000;

const mayRetry = (failures: number, error: unknown) => failures < maxRetries && !isRefusal(error);

/**
 * One person's query cache that events keep fresh, so that nothing is fetched twice, and the live cache that does it.
 * Answers of mutations made with `trpc.….useMutation` go through it by themselves, and those that do nothing more
 * when they are made again are, when the network has failed them.
 */
export function createQueryClient(userId: string): {
  queryClient: QueryClient;
  liveCache: LiveCache;
} {
  const answers = new WeakMap<object, ReturnType<LiveCache['expectAnswer']>>();
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: unusedForMs,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // A machine without a network still reaches its own server, whatever the browser thinks.
        networkMode: 'always',
        retry: mayRetry,
      },
      mutations: { networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      onMutate: (_variables, mutation) => {
        answers.set(mutation, liveCache.expectAnswer());
      },
      // oxlint-disable-next-line max-params -- TanStack's own signature
      onSuccess: (result, _variables, _onMutateResult, mutation) => {
        answers.get(mutation)?.(changesOfResult(mutation.options.mutationKey?.[0], result));
      },
    }),
  });
  for (const path of repeatableMutations)
    queryClient.setMutationDefaults([path.split('.')], {
      retry: mayRetry,
      // In turn: what was done first must not come again after what was done next.
      scope: { id: path.slice(0, path.lastIndexOf('.')) },
    });
  const liveCache = new LiveCache(queryClient, userId);
  return { queryClient, liveCache };
}
