'use client';

import { useTranslations } from 'next-intl';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { CannedReply } from '#contract/live.ts';
import { SettingsSection } from '#features/live/SettingsSection.tsx';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';
import { Textarea } from '#ui/textarea.tsx';

/** Replies that all operators share. */
export function CannedReplySettings({ workspaceId: workspace_id }: { workspaceId: string }) {
  const t = useTranslations('live.settings');
  const { data: replies = [] } = trpc.live.cannedReplies.list.useQuery({ workspace_id });
  const [editing, setEditing] = useState<string | null>(null);
  const mayAnswer = useOwnRole(workspace_id).can('customers.answer');
  const close = () => setEditing(null);
  return (
    <SettingsSection title={t('cannedTitle')} hint={t('cannedHint')}>
      {replies.length === 0 && editing === null && (
        <p className="text-sm text-muted-foreground">{t('cannedNone')}</p>
      )}
      <ul className="divide-y rounded-xl border empty:hidden">
        {replies.map((reply) =>
          editing === reply.id ? (
            <li key={reply.id} className="p-4">
              <ReplyForm workspaceId={workspace_id} reply={reply} onDone={close} />
            </li>
          ) : (
            <Reply
              key={reply.id}
              reply={reply}
              onEdit={mayAnswer ? () => setEditing(reply.id) : null}
            />
          ),
        )}
      </ul>
      {editing === 'new' && (
        <div className="rounded-xl border p-4">
          <ReplyForm workspaceId={workspace_id} reply={null} onDone={close} />
        </div>
      )}
      {mayAnswer && editing !== 'new' && (
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          onClick={() => setEditing('new')}
        >
          <Plus /> {t('add')}
        </Button>
      )}
    </SettingsSection>
  );
}

function Reply({ reply, onEdit }: { reply: CannedReply; onEdit: (() => void) | null }) {
  const t = useTranslations('live.settings');
  const remove = trpc.live.cannedReplies.remove.useMutation({
    onError: () => void toast.error(t('saveFailed')),
  });
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 text-sm">
        <p className="font-medium">/{reply.shortcut}</p>
        <p className="whitespace-pre-wrap text-muted-foreground">{reply.text}</p>
      </div>
      {onEdit && (
        <>
          <IconButton label={t('edit', { shortcut: reply.shortcut })} onClick={onEdit}>
            <Pencil />
          </IconButton>
          <IconButton
            label={t('remove', { shortcut: reply.shortcut })}
            onClick={() => remove.mutate({ canned_reply_id: reply.id })}
          >
            <Trash2 />
          </IconButton>
        </>
      )}
    </li>
  );
}

function ReplyForm(props: { workspaceId: string; reply: CannedReply | null; onDone: () => void }) {
  const t = useTranslations('live.settings');
  const { workspaceId, reply, onDone } = props;
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const options = { onSuccess: onDone };
  const create = trpc.live.cannedReplies.create.useMutation(options);
  const update = trpc.live.cannedReplies.update.useMutation(options);
  const code = (reply ? update : create).error?.data?.code;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const written = { shortcut: shortcut.trim().replace(/^\//, ''), text };
    if (reply) update.mutate({ canned_reply_id: reply.id, ...written });
    else create.mutate({ workspace_id: workspaceId, ...written });
  };
  const errors: Partial<Record<string, string>> = {
    CONFLICT: t('inUse'),
    BAD_REQUEST: t('wrongReply'),
  };
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
      <Field
        label={t('shortcut')}
        hint={t('shortcutHint')}
        error={code ? (errors[code] ?? t('saveFailed')) : null}
      >
        {(control) => (
          <Input
            {...control}
            value={shortcut}
            maxLength={41}
            onChange={(event) => setShortcut(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('text')}>
        {(control) => (
          <Textarea {...control} rows={4} maxLength={5_000} value={text} onText={setText} />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" disabled={create.isPending || update.isPending}>
          {t('save')}
        </Button>
        <Button variant="ghost" size="sm" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
