'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import {
  NotificationKind,
  type NotificationSettings,
  type UpdateNotificationSettingsInput,
} from '#contract/notifications.ts';
import { isOn } from '#features/notifications/alertRules.ts';
import { askPermission, useBrowserPermission } from '#features/notifications/browserPermission.ts';
import { playChime } from '#features/notifications/playChime.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox } from '#ui/checkbox.tsx';
import { Dialog, DialogContent } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { Spinner } from '#ui/spinner.tsx';

/** What reaches the person beside the bell, in every tab and browser; and whether this browser may show it. */
export function NotificationSettingsDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations('notifications.settings');
  const { data: settings } = trpc.notifications.settings.get.useQuery({});
  return (
    <Dialog {...props}>
      <DialogContent title={t('title')} description={t('description')}>
        <Permission />
        {settings ? <Choices settings={settings} /> : <Spinner />}
      </DialogContent>
    </Dialog>
  );
}

function Permission() {
  const t = useTranslations('notifications.settings');
  const permission = useBrowserPermission();
  if (permission === 'default')
    return (
      <Button variant="outline" className="justify-self-start" onClick={() => void askPermission()}>
        {t('allow')}
      </Button>
    );
  return (
    <Notice role="status" tone={permission === 'denied' ? 'warning' : 'info'}>
      {t(`permission.${permission}`)}
    </Notice>
  );
}

function Choices({ settings }: { settings: NotificationSettings }) {
  const t = useTranslations('notifications.settings');
  // Of its own, since a mutation tells that it is under way only after the click is over.
  const [chosen, setChosen] = useState<UpdateNotificationSettingsInput>({});
  const update = trpc.notifications.settings.update.useMutation({
    onError: () => void toast.error(t('saveFailed')),
    onSettled: () => setChosen({}),
  });
  const choose = (change: UpdateNotificationSettingsInput) => {
    setChosen(change);
    update.mutate(change);
  };
  const { browser, sound } = shownNow(settings, chosen);
  const setSound = (isLoud: boolean) => {
    // To hear what one chooses; the click also lets this tab sound from now on.
    if (isLoud) playChime();
    choose({ sound: isLoud });
  };
  return (
    <>
      <fieldset className="grid grid-cols-1 gap-3">
        <legend className="mb-3 text-sm font-medium text-muted-foreground">
          {t('kindsTitle')}
        </legend>
        {NotificationKind.options.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`kinds.${kind}`)}
            checked={isOn({ browser }, kind)}
            onChange={(isChosen) => choose({ browser: { [kind]: isChosen } })}
          />
        ))}
      </fieldset>
      <div className="border-t pt-4">
        <Checkbox label={t('sound')} hint={t('soundHint')} checked={sound} onChange={setSound} />
      </div>
    </>
  );
}

/** A box shows what was clicked at once, not when the server has answered. */
function shownNow(
  { browser, sound }: NotificationSettings,
  pending: UpdateNotificationSettingsInput,
): Pick<NotificationSettings, 'browser' | 'sound'> {
  return { browser: { ...browser, ...pending.browser }, sound: pending.sound ?? sound };
}
