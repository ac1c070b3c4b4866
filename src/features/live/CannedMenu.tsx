'use client';

import { useTranslations } from 'next-intl';
import type { CannedReply } from '#contract/live.ts';

export const cannedOptionId = ({ id }: CannedReply) => `canned-${id}`;

/** Over the field: the canned replies that fit what is written after the slash. */
export function CannedMenu(props: {
  id: string;
  options: readonly CannedReply[];
  active: number;
  onChoose: (reply: CannedReply) => void;
}) {
  const t = useTranslations('live.reply');
  const { id, options, active, onChoose } = props;
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-2 overflow-hidden rounded-xl border bg-popover shadow-lg">
      <div id={id} role="listbox" aria-label={t('canned')} className="max-h-64 overflow-y-auto p-1">
        {options.map((reply, at) => (
          <button
            type="button"
            tabIndex={-1}
            key={reply.id}
            id={cannedOptionId(reply)}
            role="option"
            aria-selected={at === active}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(reply)}
            className="grid w-full grid-cols-1 gap-0.5 text-left rounded-lg px-3 py-2 text-sm aria-selected:bg-accent hover:bg-accent"
          >
            <span className="font-medium">/{reply.shortcut}</span>
            <span className="truncate text-[0.8125rem] text-muted-foreground">{reply.text}</span>
          </button>
        ))}
      </div>
      {options.length === 0 && (
        <p className="px-3 pb-3 text-sm text-muted-foreground">{t('cannedNone')}</p>
      )}
    </div>
  );
}
