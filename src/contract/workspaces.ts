import { z } from 'zod';
import { Id, nameLine, Timestamp, Version } from '#contract/primitives.ts';

export const Workspace = z.object({
  id: Id,
  name: z.string(),
  created_by: Id,
  created_at: Timestamp,
  updated_at: Timestamp,
  version: Version,
});
export type Workspace = z.infer<typeof Workspace>;

const WorkspaceName = nameLine(100);

export const WorkspaceRef = z.object({ workspace_id: Id });
export type WorkspaceRef = z.infer<typeof WorkspaceRef>;

export const CreateWorkspaceInput = z.object({ name: WorkspaceName });
export type CreateWorkspaceInput = z.infer<typeof CreateWorkspaceInput>;

export const RenameWorkspaceInput = z.object({ workspace_id: Id, name: WorkspaceName });
export type RenameWorkspaceInput = z.infer<typeof RenameWorkspaceInput>;
