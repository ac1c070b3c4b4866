import { WorkspaceShell } from '#features/workspaces/WorkspaceShell.tsx';

export default async function WorkspaceLayout({
  params,
  children,
}: LayoutProps<'/w/[workspaceId]'>) {
  const { workspaceId } = await params;
  return <WorkspaceShell workspaceId={workspaceId}>{children}</WorkspaceShell>;
}
