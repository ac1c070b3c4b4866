import { NoConversation } from '#features/live/LiveConversation.tsx';

export default function Page() {
  return <NoConversation />;
}
