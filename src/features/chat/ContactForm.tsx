'use client';

import { X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Customer } from '#contract/customers.ts';
import { chatTexts } from '#features/chat/chatTexts.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';

const texts = chatTexts.contact;

/** Offers the customer to say who they are and where to reach them; both may be left out. */
export function ContactForm({
  workspaceKey: key,
  customer,
  onDone,
}: {
  workspaceKey: string;
  customer: Customer;
  onDone: () => void;
}) {
  const [name, setName] = useState(customer.display_name);
  const [email, setEmail] = useState(customer.email ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const update = trpc.chat.update.useMutation({ onSuccess: onDone });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const address = email.trim();
    if (address !== '' && !/^\S+@\S+\.\S+$/.test(address)) return setProblem(texts.emailWrong);
    setProblem(null);
    update.mutate({ key, display_name: name.trim() || undefined, email: address || null });
  };
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={texts.title}
      className="mb-2 grid gap-3 rounded-2xl border bg-card p-4 shadow-sm"
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="text-sm font-semibold">{texts.title}</p>
          <p className="text-[0.8125rem] text-muted-foreground">{texts.hint}</p>
        </div>
        <IconButton label={texts.skip} className="-mt-1 -mr-1" onClick={onDone}>
          <X />
        </IconButton>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={texts.name}>
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
        <Field label={texts.email} error={problem ?? (update.isError ? texts.failed : null)}>
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
          {texts.skip}
        </Button>
        <Button type="submit" size="sm" disabled={update.isPending}>
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
