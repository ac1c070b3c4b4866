import { MutationCache, QueryClient } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { LiveCache } from '#client/cache/liveCache.ts';
import { eventsOfResult } from '#client/cache/results.ts';

const RefusedData = z.object({ httpStatus: z.number().min(400).max(499) });

/** A refusal ends the same way however often it is asked; anything else may be the network. */
export function isRefusal(error: unknown): boolean {
  return error instanceof TRPCClientError && RefusedData.safeParse(error.data).success;
}

const maxRetries = 3;

/**
 * A query cache that events keep fresh, so that nothing is fetched twice, and the live cache that does it.
 * The answers of mutations go through it as well.
 */
export function createQueryClient(): { queryClient: QueryClient; liveCache: LiveCache } {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // Structural sharing would compare long texts with each delta; the reducers share what is unchanged.
        structuralSharing: false,
        retry: (failures, error) => failures < maxRetries && !isRefusal(error),
      },
    },
    mutationCache: new MutationCache({
      // oxlint-disable-next-line max-params -- TanStack's own signature
      onSuccess: (result, _variables, _context, { options }) => {
        liveCache.apply(eventsOfResult(options.mutationKey?.[0], result));
      },
    }),
  });
  const liveCache = new LiveCache(queryClient);
  return { queryClient, liveCache };
}
