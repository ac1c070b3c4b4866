'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { LiveSettings } from '#contract/live.ts';
import { ChosenDocuments } from '#features/live/ChosenDocuments.tsx';
import { SettingsSection } from '#features/live/SettingsSection.tsx';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox } from '#ui/checkbox.tsx';
import { Field } from '#ui/field.tsx';
import { Spinner } from '#ui/spinner.tsx';
import { Textarea } from '#ui/textarea.tsx';

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Who answers, from what, and where the chat may stand. */
export function LiveSettingsForm({ settings }: { settings: LiveSettings }) {
  const t = useTranslations('live.settings');
  const { workspace_id } = settings;
  const mayManage = useOwnRole(workspace_id).can('live.manage');
  const [greeting, setGreeting] = useState(settings.greeting);
  const [ai, setAi] = useState(settings.ai_enabled);
  const [documentIds, setDocumentIds] = useState(settings.document_ids);
  const [words, setWords] = useState(settings.hand_over_words.join('\n'));
  const [autoAssign, setAutoAssign] = useState(settings.auto_assign);
  const [origins, setOrigins] = useState(settings.allowed_origins.join('\n'));
  const update = trpc.live.settings.update.useMutation({
    onSuccess: () => void toast.success(t('saved')),
    onError: ({ data }) => void (data?.code === 'BAD_REQUEST' || toast.error(t('saveFailed'))),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    update.mutate({
      workspace_id,
      greeting,
      ai_enabled: ai,
      document_ids: documentIds,
      hand_over_words: linesOf(words),
      auto_assign: autoAssign,
      allowed_origins: linesOf(origins),
    });
  };
  const isRefused = update.error?.data?.code === 'BAD_REQUEST';
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!mayManage} className="grid grid-cols-1 gap-6">
        <SettingsSection
          title={t('answersTitle')}
          hint={mayManage ? t('greetingHint') : t('adminsOnly')}
        >
          <Field label={t('greeting')}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={500}
                value={greeting}
                onText={setGreeting}
              />
            )}
          </Field>
          <Checkbox label={t('ai')} hint={t('aiHint')} checked={ai} onChange={setAi} />
          {ai && (
            <AiRules
              {...{ documentIds, setDocumentIds, words, setWords }}
              workspaceId={workspace_id}
            />
          )}
          <Checkbox
            label={t('autoAssign')}
            hint={t('autoAssignHint')}
            checked={autoAssign}
            onChange={setAutoAssign}
          />
          <Field
            label={t('origins')}
            hint={t('originsHint')}
            error={isRefused ? t('originsWrong') : null}
          >
            {(control) => <Textarea {...control} rows={2} value={origins} onText={setOrigins} />}
          </Field>
        </SettingsSection>
        {mayManage && (
          <Button type="submit" disabled={update.isPending} className="justify-self-start">
            {update.isPending && <Spinner />}
            {t('save')}
          </Button>
        )}
      </fieldset>
    </form>
  );
}

/** What the AI may answer from, and when it hands over. */
function AiRules(props: {
  workspaceId: string;
  documentIds: readonly string[] | null;
  setDocumentIds: (ids: string[] | null) => void;
  words: string;
  setWords: (words: string) => void;
}) {
  const t = useTranslations('live.settings');
  return (
    <>
      <ChosenDocuments
        workspaceId={props.workspaceId}
        chosen={props.documentIds}
        onChange={props.setDocumentIds}
      />
      <Field label={t('words')} hint={t('wordsHint')}>
        {(control) => (
          <Textarea {...control} rows={3} value={props.words} onText={props.setWords} />
        )}
      </Field>
    </>
  );
}
