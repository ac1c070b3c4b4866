'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '#client/trpc.ts';

/** What the AI may answer customers from: all of the workspace's documents (null), or those that are ticked. */
export function ChosenDocuments(props: {
  workspaceId: string;
  chosen: readonly string[] | null;
  onChange: (chosen: string[] | null) => void;
}) {
  const t = useTranslations('live.settings');
  const { workspaceId, chosen, onChange } = props;
  const { data: documents = [] } = trpc.documents.list.useQuery({ workspace_id: workspaceId });
  const toggle = (id: string, isChosen: boolean) =>
    onChange(isChosen ? [...(chosen ?? []), id] : (chosen ?? []).filter((each) => each !== id));
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
          {documents.map(({ id, file_name }) => (
            <li key={id}>
              <label className="flex items-center gap-3">
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={(event) => toggle(id, event.target.checked)}
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
