import { redirect } from 'next/navigation';

export default async function WorkspacePage({ params }: PageProps<'/w/[workspaceId]'>) {
  const { workspaceId } = await params;
  redirect(`/w/${workspaceId}/documents`);
}
