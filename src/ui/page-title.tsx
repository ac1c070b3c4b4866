/** The tab's title; React hoists it into the document's head. One at a time. */
export function PageTitle({ title }: { title?: string | undefined }) {
  return <title>{title ? `${title} · Parley` : 'Parley'}</title>;
}
