'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { authTexts } from '#features/auth/authTexts.ts';
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
  const identity = useIdentity();
  const [values, setValues] = useState<Values>({ name: '', email: '', password: '' });
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const texts = authTexts[mode];
  const set = (change: Partial<Values>) => setValues({ ...values, ...change });

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const found = findProblems(mode, values);
    setProblems(found);
    setFailure(null);
    if (found.email ?? found.password) return;
    setIsBusy(true);
    const outcome = await enter(identity(), mode, values);
    if (outcome.failure !== null) setFailure(outcome.failure);
    if (outcome.failure !== null || outcome.mustConfirm) setIsBusy(false);
    if (outcome.mustConfirm) onMustConfirm(values.email.trim());
  };

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {failure && (
        <Notice tone="destructive" role="alert">
          {failure}
        </Notice>
      )}
      {mode === 'signUp' && (
        <Field label={authTexts.name} hint={authTexts.nameHint}>
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
      <Field label={authTexts.email} error={problems.email}>
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
        {isBusy ? texts.busy : texts.submit}
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
  const [isShown, setIsShown] = useState(false);
  return (
    <Field
      label={authTexts.password}
      hint={mode === 'signUp' ? authTexts.passwordHint : undefined}
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
            label={isShown ? authTexts.hidePassword : authTexts.showPassword}
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

function findProblems(mode: AuthMode, { email, password }: Values): Problems {
  const problems: Problems = {};
  if (email.trim() === '') problems.email = authTexts.emailMissing;
  else if (!/^\S+@\S+$/.test(email.trim())) problems.email = authTexts.emailWrong;
  if (password === '') problems.password = authTexts.passwordMissing;
  else if (mode === 'signUp' && password.length < minPasswordLength)
    problems.password = authTexts.passwordShort;
  return problems;
}

async function enter(
  identity: IdentityClient,
  mode: AuthMode,
  values: Values,
): Promise<{ failure: string | null; mustConfirm: boolean }> {
  const credentials = { email: values.email.trim(), password: values.password };
  const name = values.name.trim();
  const { data, error } =
    mode === 'signIn'
      ? await identity.signInWithPassword(credentials)
      : await identity.signUp({
          ...credentials,
          options: { data: name ? { display_name: name } : {} },
        });
  if (error) return { failure: describeAuthError(error), mustConfirm: false };
  // A Supabase project may want the address confirmed before there is a session.
  return { failure: null, mustConfirm: data.session === null };
}
