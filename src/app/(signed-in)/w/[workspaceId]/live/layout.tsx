import { Desk } from '#features/live/Desk.tsx';

export default async function DeskLayout({
  params,
  children,
}: LayoutProps<'/w/[workspaceId]/live'>) {
  const { workspaceId } = await params;
  return <Desk workspaceId={workspaceId}>{children}</Desk>;
}
