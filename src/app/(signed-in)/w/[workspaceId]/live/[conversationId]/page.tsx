import { LiveConversation } from '#features/live/LiveConversation.tsx';

export default async function Page({
  params,
}: PageProps<'/w/[workspaceId]/live/[conversationId]'>) {
  return <LiveConversation {...await params} />;
}
