'use client';

import { useTranslations } from 'next-intl';
import { Eye, EyeOff } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import type { AuthError } from '@supabase/supabase-js';
import type { Translator } from '#locales/translator.ts';
import { describeAuthError } from '#features/auth/describeAuthError.ts';
import type { IdentityClient } from '#features/auth/identityClient.ts';
import { useIdentity } from '#features/auth/SessionProvider.tsx';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';
import { Notice } from '#ui/notice.tsx';
import { Spinner } from '#ui/spinner.tsx';

export type AuthMode = 'signIn' | 'signUp';

type Values = { name: string; email: string; password: string };
type Problems = { email?: string; password?: string };

const minPasswordLength = 8;

/** Name, address and password. A session that begins is the SessionProvider's to tell. */
export function AuthForm({
  mode,
  onMustConfirm,
}: {
  mode: AuthMode;
  onMustConfirm: (email: string) => void;
}) {
  const t = useTranslations('auth');
  const identity = useIdentity();
  const [values, setValues] = useState<Values>({ name: '', email: '', password: '' });
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const set = (change: Partial<Values>) => setValues({ ...values, ...change });

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const found = findProblems(t, mode, values);
    setProblems(found);
    setFailure(null);
    if (found.email ?? found.password) return;
    setIsBusy(true);
    const { error, mustConfirm } = await enter(identity(), mode, values);
    if (error !== null) setFailure(describeAuthError(error, t));
    if (error !== null || mustConfirm) setIsBusy(false);
    if (mustConfirm) onMustConfirm(values.email.trim());
  };

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {failure && (
        <Notice tone="destructive" role="alert">
          {failure}
        </Notice>
      )}
      {mode === 'signUp' && (
        <Field label={t('name')} hint={t('nameHint')}>
          {(control) => (
            <Input
              {...control}
              autoComplete="name"
              maxLength={100}
              value={values.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label={t('email')} error={problems.email}>
        {(control) => (
          <Input
            {...control}
            type="email"
            inputMode="email"
            autoComplete="email"
            value={values.email}
            onChange={(event) => set({ email: event.target.value })}
          />
        )}
      </Field>
      <PasswordField
        mode={mode}
        value={values.password}
        error={problems.password}
        onChange={(password) => set({ password })}
      />
      <Button type="submit" size="lg" disabled={isBusy}>
        {isBusy && <Spinner />}
        {t(`${mode}.${isBusy ? 'busy' : 'submit'}`)}
      </Button>
    </form>
  );
}

function PasswordField({
  mode,
  value,
  error,
  onChange,
}: {
  mode: AuthMode;
  value: string;
  error: string | undefined;
  onChange: (password: string) => void;
}) {
  const t = useTranslations('auth');
  const [isShown, setIsShown] = useState(false);
  return (
    <Field
      label={t('password')}
      hint={mode === 'signUp' ? t('passwordHint') : undefined}
      error={error}
    >
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            type={isShown ? 'text' : 'password'}
            autoComplete={mode === 'signUp' ? 'new-password' : 'current-password'}
            autoCapitalize="off"
            spellCheck={false}
            className="pr-11"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <IconButton
            label={isShown ? t('hidePassword') : t('showPassword')}
            className="absolute top-1 right-1 text-muted-foreground"
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? <EyeOff /> : <Eye />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}

function findProblems(
  t: Translator<'auth'>,
  mode: AuthMode,
  { email, password }: Values,
): Problems {
  const problems: Problems = {};
  if (email.trim() === '') problems.email = t('emailMissing');
  else if (!/^\S+@\S+$/.test(email.trim())) problems.email = t('emailWrong');
  if (password === '') problems.password = t('passwordMissing');
  else if (mode === 'signUp' && password.length < minPasswordLength)
    problems.password = t('passwordShort');
  return problems;
}

async function enter(
  identity: IdentityClient,
  mode: AuthMode,
  values: Values,
): Promise<{ error: AuthError | null; mustConfirm: boolean }> {
  const credentials = { email: values.email.trim(), password: values.password };
  const name = values.name.trim();
  const { data, error } =
    mode === 'signIn'
      ? await identity.signInWithPassword(credentials)
      : await identity.signUp({
          ...credentials,
          options: { data: name ? { display_name: name } : {} },
        });
  if (error) return { error, mustConfirm: false };
  // A Supabase project may want the address confirmed before there is a session.
  return { error: null, mustConfirm: data.session === null };
}
