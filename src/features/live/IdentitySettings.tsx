'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import { CopyLine, SettingsSection } from '#features/live/SettingsSection.tsx';
import { ConfirmDialog } from '#ui/alert-dialog.tsx';
import { Button } from '#ui/button.tsx';

/** The secret with which the company's server vouches for its customers: shown only when it is asked for. */
export function IdentitySettings({ workspaceId: workspace_id }: { workspaceId: string }) {
  const t = useTranslations('live');
  const tLiveSettings = useTranslations('live.settings');
  const { client } = trpc.useUtils();
  const [secret, setSecret] = useState<string | null>(null);
  const [isRotating, setIsRotating] = useState(false);
  const onError = () => void toast.error(t('actionFailed'));
  const rotate = trpc.live.settings.rotateSecret.useMutation({
    onSuccess: (made) => setSecret(made.secret),
    onError,
  });
  const show = () =>
    void client.live.settings.secret
      .query({ workspace_id })
      .then((known) => setSecret(known.secret), onError);
  return (
    <SettingsSection title={tLiveSettings('identityTitle')} hint={tLiveSettings('identityHint')}>
      {secret && <CopyLine text={secret} />}
      <div className="flex gap-2">
        {!secret && (
          <Button variant="outline" size="sm" onClick={show}>
            {tLiveSettings('showSecret')}
          </Button>
        )}
        <Button variant="ghost" size="sm" onClick={() => setIsRotating(true)}>
          {tLiveSettings('rotate')}
        </Button>
      </div>
      <ConfirmDialog
        open={isRotating}
        onOpenChange={setIsRotating}
        title={tLiveSettings('rotateTitle')}
        description={tLiveSettings('rotateHint')}
        confirmLabel={tLiveSettings('rotateConfirm')}
        onConfirm={() => rotate.mutate({ workspace_id })}
      />
    </SettingsSection>
  );
}
