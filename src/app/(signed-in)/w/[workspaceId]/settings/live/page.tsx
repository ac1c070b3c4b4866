import { LiveSettingsPage } from '#features/live/LiveSettingsPage.tsx';

export default async function Page({ params }: PageProps<'/w/[workspaceId]/settings/live'>) {
  const { workspaceId } = await params;
  return <LiveSettingsPage workspaceId={workspaceId} />;
}
