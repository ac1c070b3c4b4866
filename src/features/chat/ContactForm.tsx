'use client';

import { useTranslations } from 'next-intl';
import { X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Customer } from '#contract/customers.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';

/** One line, so that the answer above it stays in sight. */
export function ContactOffer({ onAccept, onSkip }: { onAccept: () => void; onSkip: () => void }) {
  const t = useTranslations('chat.contact');

  return (
    <div className="mb-2 flex items-center gap-1 rounded-xl border bg-card py-1 pr-1 pl-3.5 text-[0.8125rem]">
      <span className="min-w-0 flex-1 text-muted-foreground">{t('offer')}</span>
      <Button variant="link" size="sm" className="px-2" onClick={onAccept}>
        {t('accept')}
      </Button>
      <IconButton label={t('skip')} onClick={onSkip}>
        <X />
      </IconButton>
    </div>
  );
}

/** Where the customer says who they are and where to reach them; both may be left out. */
export function ContactForm({
  workspaceKey: key,
  customer,
  onDone,
}: {
  workspaceKey: string;
  customer: Customer;
  onDone: () => void;
}) {
  const t = useTranslations('chat.contact');

  const [name, setName] = useState(customer.display_name);
  const [email, setEmail] = useState(customer.email ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const update = trpc.chat.update.useMutation({ onSuccess: onDone });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const address = email.trim();
    if (address !== '' && !/^\S+@\S+\.\S+$/.test(address)) return setProblem(t('emailWrong'));
    setProblem(null);
    update.mutate({ key, display_name: name.trim() || undefined, email: address || null });
  };
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={t('title')}
      className="mb-2 grid gap-3 rounded-2xl border bg-card p-3.5 shadow-sm"
    >
      <div>
        <p className="text-sm font-semibold">{t('title')}</p>
        <p className="text-[0.8125rem] text-muted-foreground">{t('hint')}</p>
      </div>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label={t('name')}>
          {(control) => (
            <Input
              {...control}
              autoComplete="name"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('email')} error={problem ?? (update.isError ? t('failed') : null)}>
          {(control) => (
            <Input
              {...control}
              type="email"
              inputMode="email"
              autoComplete="email"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="flex justify-end gap-2">
        <Button variant="ghost" size="sm" onClick={onDone}>
          {t('skip')}
        </Button>
        <Button type="submit" size="sm" disabled={update.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
