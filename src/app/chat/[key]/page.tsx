import { ChatPage } from '#features/chat/ChatPage.tsx';

export default async function CustomerChatPage({ params }: PageProps<'/chat/[key]'>) {
  const { key } = await params;
  return <ChatPage workspaceKey={key} />;
}
