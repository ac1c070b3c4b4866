'use client';

import { type Messages, useTranslations } from 'next-intl';
import { useShortcutSwitch } from '#features/live/useShortcuts.ts';
import { Checkbox } from '#ui/checkbox.tsx';
import { Dialog, DialogContent } from '#ui/dialog.tsx';

type Does = keyof Messages['live']['shortcutList'];

const keys: readonly (readonly [key: string, does: Does])[] = [
  ['j', 'next'],
  ['k', 'previous'],
  ['1 – 4', 'tab'],
  ['t', 'take'],
  ['e', 'resolve'],
  ['r', 'reply'],
  ['n', 'note'],
  ['a', 'ai'],
  ['d', 'draft'],
  ['i', 'details'],
  ['f', 'search'],
  ['/', 'canned'],
  ['?', 'help'],
];

/** Every key of the desk, and the switch that turns them off. */
export function ShortcutsDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('live');
  const tKeys = useTranslations('live.shortcutList');
  const { isOn, turn } = useShortcutSwitch();
  return (
    <Dialog {...props}>
      <DialogContent title={t('shortcuts')}>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
          {keys.map(([key, does]) => (
            <div key={key} className="contents">
              <dt>
                <kbd className="inline-grid h-6 min-w-6 place-items-center rounded-md border bg-muted px-1.5 font-mono text-xs">
                  {key}
                </kbd>
              </dt>
              <dd>{tKeys(does)}</dd>
            </div>
          ))}
        </dl>
        <div className="border-t pt-4">
          <Checkbox
            label={tKeys('switchLabel')}
            hint={tKeys('switchHint')}
            checked={isOn}
            onChange={turn}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}
