'use client';

import { deskTabs } from '#features/live/deskLists.ts';
import { liveTexts } from '#features/live/liveTexts.ts';
import { useShortcutSwitch } from '#features/live/useShortcuts.ts';
import { Checkbox } from '#ui/checkbox.tsx';
import { Dialog, DialogContent } from '#ui/dialog.tsx';

const texts = liveTexts.shortcutList;

const keys: readonly (readonly [key: string, does: string])[] = [
  ['j', texts.next],
  ['k', texts.previous],
  ...deskTabs.map((_, at) => [String(at + 1), texts.tab(at + 1)] as const),
  ['t', texts.take],
  ['e', texts.resolve],
  ['r', texts.reply],
  ['n', texts.note],
  ['a', texts.ai],
  ['d', texts.draft],
  ['i', texts.details],
  ['f', texts.search],
  ['/', texts.canned],
  ['?', texts.help],
];

/** Every key of the desk, and the switch that turns them off. */
export function ShortcutsDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { isOn, turn } = useShortcutSwitch();
  return (
    <Dialog {...props}>
      <DialogContent title={liveTexts.shortcuts}>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
          {keys.map(([key, does]) => (
            <div key={key} className="contents">
              <dt>
                <kbd className="inline-grid h-6 min-w-6 place-items-center rounded-md border bg-muted px-1.5 font-mono text-xs">
                  {key}
                </kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <div className="border-t pt-4">
          <Checkbox
            label={texts.switchLabel}
            hint={texts.switchHint}
            checked={isOn}
            onChange={turn}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}
