import { InvitePage } from '#features/invites/InvitePage.tsx';

export default function Page() {
  return <InvitePage />;
}
