'use client';

import { useTranslations } from 'next-intl';
import { newestVersions } from '#features/documents/versions.ts';
import { useDocuments } from '#features/documents/useDocuments.ts';

/** What the AI may answer customers from: all of the workspace's documents (null), or those that are ticked. */
export function ChosenDocuments(props: {
  workspaceId: string;
  chosen: readonly string[] | null;
  onChange: (chosen: string[] | null) => void;
}) {
  const t = useTranslations('live.settings');
  const { workspaceId, chosen, onChange } = props;
  const { data: documents = [] } = useDocuments(workspaceId);
  const idsOf = (series_id: string) => [
    series_id,
    ...documents.filter((each) => each.series_id === series_id).map(({ id }) => id),
  ];
  const toggle = (series_id: string, isChosen: boolean) => {
    const others = (chosen ?? []).filter((id) => !idsOf(series_id).includes(id));
    onChange(isChosen ? [...others, series_id] : others);
  };
  return (
    <fieldset className="grid grid-cols-1 gap-2 text-sm">
      <legend className="mb-1.5 text-sm font-medium">{t('documents')}</legend>
      <label className="flex items-center gap-3">
        <input
          type="radio"
          name="documents"
          checked={chosen === null}
          onChange={() => onChange(null)}
          className="size-4 accent-primary"
        />
        {t('documentsAll')}
      </label>
      <label className="flex items-center gap-3">
        <input
          type="radio"
          name="documents"
          checked={chosen !== null}
          onChange={() => onChange([])}
          className="size-4 accent-primary"
        />
        {t('documentsSome')}
      </label>
      {chosen !== null && (
        <ul className="grid max-h-56 grid-cols-1 gap-1.5 overflow-y-auto rounded-lg border p-3">
          {documents.length === 0 && (
            <li className="text-muted-foreground">{t('documentsNone')}</li>
          )}
          {newestVersions(documents).map(({ series_id, file_name }) => (
            <li key={series_id}>
              <label className="flex items-center gap-3">
                <input
                  type="checkbox"
                  checked={idsOf(series_id).some((id) => chosen.includes(id))}
                  onChange={(event) => toggle(series_id, event.target.checked)}
                  className="size-4 shrink-0 accent-primary"
                />
                <span className="min-w-0 truncate">{file_name}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
