'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '#client/trpc.ts';
import { Avatar } from '#ui/avatar.tsx';

/** Chooses some of a workspace's people. */
export function PeoplePicker({
  workspaceId,
  label,
  without,
  chosen,
  onChange,
}: {
  workspaceId: string;
  label: string;
  without: readonly string[];
  chosen: readonly string[];
  onChange: (userIds: readonly string[]) => void;
}) {
  const t = useTranslations('members');
  const { data = [] } = trpc.workspaces.members.list.useQuery({ workspace_id: workspaceId });
  return (
    <fieldset className="grid max-h-60 grid-cols-1 gap-1 overflow-y-auto">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {data
        .filter(({ user_id }) => !without.includes(user_id))
        .map(({ user_id, display_name }) => (
          <label
            key={user_id}
            className="flex items-center gap-2.5 rounded-md px-2 py-1.5 text-sm hover:bg-accent"
          >
            <input
              type="checkbox"
              className="size-4 accent-primary"
              checked={chosen.includes(user_id)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, user_id]
                    : chosen.filter((each) => each !== user_id),
                )
              }
            />
            <Avatar name={display_name || t('unnamed')} />
            <span className="truncate">{display_name || t('unnamed')}</span>
          </label>
        ))}
    </fieldset>
  );
}
