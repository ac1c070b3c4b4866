/** As much of the browser's lock manager as is needed here. */
type Locks = Pick<LockManager, 'request'>;

/**
 * Runs while nothing else of this name runs in any tab. Browsers have locks on secure origins only, and refuse
 * them where storage is forbidden, in a frame for instance: there it just runs.
 */
export async function withWebLock<T>(
  name: string,
  run: () => Promise<T>,
  { signal, locks = findLocks() }: { signal?: AbortSignal; locks?: Locks | null } = {},
): Promise<T> {
  if (!locks) return run();
  let hasBegun = false;
  try {
    return await locks.request(name, signal ? { signal } : {}, () => {
      hasBegun = true;
      return run();
    });
  } catch (error) {
    const isDenied = error instanceof DOMException && error.name === 'SecurityError';
    if (hasBegun || !isDenied) throw error;
    return run();
  }
}

const findLocks = (): Locks | null => ('locks' in navigator ? navigator.locks : null);
