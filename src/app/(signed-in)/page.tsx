import { WorkspaceHome } from '#features/workspaces/WorkspaceHome.tsx';

export default function HomePage() {
  return <WorkspaceHome />;
}
