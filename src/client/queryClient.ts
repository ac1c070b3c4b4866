import { MutationCache, QueryClient } from '@tanstack/react-query';
import { changesOfResult } from '#client/changesOfResult.ts';
import { isRefusal } from '#client/isRefusal.ts';
import { LiveCache } from '#client/liveCache.ts';

const maxRetries = 3;
const unusedForMs = 10 * 60_000;

/**
 * One person's query cache that events keep fresh, so that nothing is fetched twice, and the live cache that does it.
 * Answers of mutations made with `trpc.….useMutation` go through it by themselves.
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
        retry: (failures, error) => failures < maxRetries && !isRefusal(error),
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
  const liveCache = new LiveCache(queryClient, userId);
  return { queryClient, liveCache };
}
