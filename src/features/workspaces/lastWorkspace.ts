const key = 'parley-last-workspace';

/** Storage may be forbidden; then every visit is like the first. */
function tryStorage<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}

/** The workspace that was open last in this browser. */
export function getLastWorkspaceId(): string | null {
  return tryStorage(() => localStorage.getItem(key));
}

export function setLastWorkspaceId(workspaceId: string): void {
  tryStorage(() => localStorage.setItem(key, workspaceId));
}
