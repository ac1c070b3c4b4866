'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { LineConnection } from '#contract/line.ts';
import { CopyLine, SettingsSection } from '#features/live/SettingsSection.tsx';
import { ConfirmDialog } from '#ui/alert-dialog.tsx';
import { useServerWords } from '#locales/useServerWords.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Input } from '#ui/input.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Spinner } from '#ui/spinner.tsx';

/** For admins: which account at LINE is the workspace's. */
export function LineSettings({ workspaceId: workspace_id }: { workspaceId: string }) {
  const t = useTranslations('live.line');
  const { data, refetch } = trpc.live.line.get.useQuery({ workspace_id });
  const onChanged = () => void refetch();
  return (
    <SettingsSection title={t('title')} hint={t('hint')}>
      {!data ? (
        <Skeleton className="h-24 w-full rounded-xl" />
      ) : data.connected ? (
        <Connected connection={data} onChanged={onChanged} />
      ) : (
        <ConnectForm workspaceId={workspace_id} onChanged={onChanged} />
      )}
    </SettingsSection>
  );
}

type ConnectedProps = { connection: LineConnection; onChanged: () => void };

function Connected({ connection, onChanged }: ConnectedProps) {
  const t = useTranslations('live.line');
  const { workspace_id, bot_name, webhook_path } = connection;
  const [isAsking, setIsAsking] = useState(false);
  const [origin] = useState(() => (typeof window === 'undefined' ? '' : window.location.origin));
  const disconnect = trpc.live.line.disconnect.useMutation({
    onSuccess: onChanged,
    onError: () => void toast.error(t('failed')),
  });
  return (
    <>
      <p className="text-sm">{t('connected', { bot: bot_name ?? t('title') })}</p>
      <p className="text-sm text-muted-foreground">{t('webhook')}</p>
      <CopyLine text={`${origin}${webhook_path}`} />
      <div>
        <Button variant="ghost" size="sm" onClick={() => setIsAsking(true)}>
          {t('disconnect')}
        </Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={t('disconnectTitle')}
        description={t('disconnectHint')}
        confirmLabel={t('disconnect')}
        onConfirm={() => disconnect.mutate({ workspace_id })}
      />
    </>
  );
}

type ConnectFormProps = { workspaceId: string; onChanged: () => void };

function ConnectForm({ workspaceId, onChanged }: ConnectFormProps) {
  const t = useTranslations('live.line');
  const words = useServerWords();
  const [token, setToken] = useState('');
  const [secret, setSecret] = useState('');
  const connect = trpc.live.line.connect.useMutation({ onSuccess: onChanged });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    connect.mutate({
      workspace_id: workspaceId,
      channel_access_token: token,
      channel_secret: secret,
    });
  };
  const isInvalid = connect.error?.data?.zod_error != null;
  const refusal =
    connect.error &&
    (isInvalid ? t('invalid') : t('refused', { reason: words(connect.error.message) }));
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
      <Field label={t('token')} hint={t('tokenHint')} error={refusal}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="off"
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('secret')} hint={t('secretHint')}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="off"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" disabled={connect.isPending || token === '' || secret === ''}>
          {connect.isPending && <Spinner />}
          {t('connect')}
        </Button>
      </div>
    </form>
  );
}
