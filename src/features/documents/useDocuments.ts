import { useQuery } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { fetchDocuments } from '#client/fetchDocuments.ts';
import { useLive } from '#client/liveContext.tsx';
import { trpc } from '#client/trpc.ts';

/** All documents of a workspace, newest first; the first time those that have come so far. */
export function useDocuments(workspace_id: string) {
  const { client } = trpc.useUtils();
  const { liveCache } = useLive();
  const queryKey = getQueryKey(trpc.documents.list, { workspace_id }, 'query');
  return useQuery({
    queryKey,
    queryFn: ({ client: queryClient }) =>
      fetchDocuments(workspace_id, {
        fetchPage: (input) => client.documents.list.query(input),
        liveCache,
        queryKey,
        isFirst: queryClient.getQueryData(queryKey) === undefined,
      }),
  });
}
