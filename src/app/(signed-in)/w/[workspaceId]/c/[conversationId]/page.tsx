import { ConversationPage } from '#features/conversations/ConversationPage.tsx';

export default async function Page({ params }: PageProps<'/w/[workspaceId]/c/[conversationId]'>) {
  return <ConversationPage {...await params} />;
}
