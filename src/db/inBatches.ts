/**
 * Removes in many short statements instead of a long one, until a batch is not full.
 * @param removeBatch removes at most `size` rows and returns how many
 * @returns how many were removed
 */
export async function inBatches(
  size: number,
  removeBatch: (size: number) => Promise<number>,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await removeBatch(size);
    removed += count;
    if (count < size) return removed;
  }
}
