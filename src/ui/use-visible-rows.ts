import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';

/** Of a row that has not been drawn yet, in pixels. */
const estimatedHeight = 64;

/**
 * Of a long list in the page's `main`, which scrolls, the rows that are near what is seen; the space of the
 * others is left free before and after them. Rows are measured, so they may be of any height.
 */
export function useVisibleRows<Row extends { id: string }>(rows: readonly Row[]) {
  const listRef = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const list = listRef.current;
    const main = list?.closest('main');
    if (list && main)
      setOffset(
        list.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop,
      );
  }, []);
  // oxlint-disable-next-line react/incompatible-library -- no React Compiler memoizes what it returns
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => listRef.current?.closest('main') ?? null,
    estimateSize: () => estimatedHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    scrollMargin: offset,
    overscan: 15,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  return {
    listRef,
    rows: items.flatMap(({ index }) => {
      const row = rows[index];
      return row ? [{ index, row }] : [];
    }),
    space: {
      before: first ? first.start - offset : 0,
      after: last ? virtualizer.getTotalSize() - (last.end - offset) : 0,
    },
    /** The `ref` of each row, which says its place in `data-index`. */
    measure: virtualizer.measureElement,
  };
}
