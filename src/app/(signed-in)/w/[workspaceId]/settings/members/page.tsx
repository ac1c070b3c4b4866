import { MembersPage } from '#features/members/MembersPage.tsx';

export default async function Page({ params }: PageProps<'/w/[workspaceId]/settings/members'>) {
  const { workspaceId } = await params;
  return <MembersPage workspaceId={workspaceId} />;
}
