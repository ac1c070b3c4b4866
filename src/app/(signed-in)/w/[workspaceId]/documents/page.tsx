import { DocumentsPage } from '#features/documents/DocumentsPage.tsx';

export default async function Page({ params }: PageProps<'/w/[workspaceId]/documents'>) {
  const { workspaceId } = await params;
  return <DocumentsPage workspaceId={workspaceId} />;
}
