'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { CannedReply } from '#contract/live.ts';
import { SettingsSection } from '#features/live/SettingsSection.tsx';
import { liveTexts } from '#features/live/liveTexts.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';
import { Textarea } from '#ui/textarea.tsx';

const texts = liveTexts.settings;

/** Replies that all operators share. */
export function CannedReplySettings({ workspaceId: workspace_id }: { workspaceId: string }) {
  const { data: replies = [] } = trpc.live.cannedReplies.list.useQuery({ workspace_id });
  const [editing, setEditing] = useState<string | null>(null);
  const mayAnswer = useOwnRole(workspace_id).can('customers.answer');
  const close = () => setEditing(null);
  return (
    <SettingsSection title={texts.cannedTitle} hint={texts.cannedHint}>
      {replies.length === 0 && editing === null && (
        <p className="text-sm text-muted-foreground">{texts.cannedNone}</p>
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
          <Plus /> {texts.add}
        </Button>
      )}
    </SettingsSection>
  );
}

function Reply({ reply, onEdit }: { reply: CannedReply; onEdit: (() => void) | null }) {
  const remove = trpc.live.cannedReplies.remove.useMutation({
    onError: () => void toast.error(texts.saveFailed),
  });
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 text-sm">
        <p className="font-medium">/{reply.shortcut}</p>
        <p className="whitespace-pre-wrap text-muted-foreground">{reply.text}</p>
      </div>
      {onEdit && (
        <>
          <IconButton label={texts.edit(reply.shortcut)} onClick={onEdit}>
            <Pencil />
          </IconButton>
          <IconButton
            label={texts.remove(reply.shortcut)}
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
    CONFLICT: texts.inUse,
    BAD_REQUEST: texts.wrongReply,
  };
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
      <Field
        label={texts.shortcut}
        hint={texts.shortcutHint}
        error={code ? (errors[code] ?? texts.saveFailed) : null}
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
      <Field label={texts.text}>
        {(control) => (
          <Textarea {...control} rows={4} maxLength={5_000} value={text} onText={setText} />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" disabled={create.isPending || update.isPending}>
          {texts.save}
        </Button>
        <Button variant="ghost" size="sm" onClick={onDone}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}
