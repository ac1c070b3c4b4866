import { HealthPage } from '#features/health/HealthPage.tsx';

export default async function Page({ params }: PageProps<'/w/[workspaceId]/health'>) {
  const { workspaceId } = await params;
  return <HealthPage workspaceId={workspaceId} />;
}
