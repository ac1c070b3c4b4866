/** Where a workspace's members hear who is there. */
export const workspaceRoom = (workspaceId: string) => `workspace:${workspaceId}`;
