'use client';

import { createContext, use } from 'react';

/** What waits for the reader, in front of each title below. */
export const TitleCount = createContext(0);

/** The tab's title; React hoists it into the document's head. One at a time. */
export function PageTitle({ title }: { title?: string | undefined }) {
  const count = use(TitleCount);
  const waiting = count > 0 ? `(${count > 99 ? '99+' : count}) ` : '';
  return <title>{`${waiting}${title ? `${title} · Parley` : 'Parley'}`}</title>;
}
