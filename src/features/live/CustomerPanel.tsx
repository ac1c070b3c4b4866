'use client';

import { useTranslations } from 'next-intl';
import { X } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Customer } from '#contract/customers.ts';
import { useCustomerName } from '#features/live/useDesk.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Button } from '#ui/button.tsx';
import { DateText } from '#ui/date-text.tsx';
import { Field } from '#ui/field.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';

/** Beside the conversation: who the customer is, as far as that is known, and what there was before. */
export function CustomerPanel(props: {
  customer: Customer;
  conversationId: string;
  onClose: () => void;
}) {
  const t = useTranslations('live');
  const tLiveCustomer = useTranslations('live.customer');
  const { customer, conversationId, onClose } = props;
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <header className="flex h-13 shrink-0 items-center justify-between border-b px-4">
        <h2 className="text-[0.9375rem] font-semibold">{t('details')}</h2>
        <IconButton label={tLiveCustomer('cancel')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="grid grid-cols-1 gap-6 p-4">
        <Identity key={`${customer.id} ${customer.version}`} customer={customer} />
        <Facts customer={customer} />
        <Earlier customer={customer} conversationId={conversationId} />
      </div>
    </div>
  );
}

function Identity({ customer }: { customer: Customer }) {
  const t = useTranslations('live.customer');
  const { can } = useOwnRole(customer.workspace_id);
  const [isEditing, setIsEditing] = useState(false);
  const name = useCustomerName()(customer);
  if (isEditing) return <IdentityForm customer={customer} onDone={() => setIsEditing(false)} />;
  return (
    <div className="flex items-center gap-3">
      <Avatar name={name} picture={customer.picture_url} className="size-11 text-base" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-sm text-muted-foreground">{customer.email ?? t('noEmail')}</p>
      </div>
      {can('customers.answer') && (
        <Button variant="outline" size="sm" onClick={() => setIsEditing(true)}>
          {t('edit')}
        </Button>
      )}
    </div>
  );
}

function IdentityForm({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const t = useTranslations('live.customer');
  const [name, setName] = useState(customer.display_name);
  const [email, setEmail] = useState(customer.email ?? '');
  const update = trpc.customers.update.useMutation({
    onSuccess: onDone,
    onError: ({ data }) => void (data?.code === 'BAD_REQUEST' || toast.error(t('saveFailed'))),
  });
  const isRefused = update.error?.data?.code === 'BAD_REQUEST';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    update.mutate({
      customer_id: customer.id,
      ...(name.trim() === '' ? {} : { display_name: name.trim() }),
      email: email.trim() === '' ? null : email.trim(),
    });
  };
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
      <Field label={t('name')}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('email')} error={isRefused ? t('wrongEmail') : null}>
        {(control) => (
          <Input
            {...control}
            type="email"
            value={email}
            autoComplete="off"
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" disabled={update.isPending}>
          {t('save')}
        </Button>
        <Button variant="ghost" size="sm" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

function Facts({ customer }: { customer: Customer }) {
  const t = useTranslations('live.customer');
  const tLive = useTranslations('live');
  const { channel, page_url, created_at, last_seen_at, external_id } = customer;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
      <Fact label={t('channel')}>{tLive(`channels.${channel}`)}</Fact>
      {page_url && (
        <Fact label={t('page')}>
          <a
            href={page_url}
            target="_blank"
            rel="noopener noreferrer"
            className="block truncate text-primary underline-offset-4 hover:underline"
          >
            {page_url}
          </a>
        </Fact>
      )}
      <Fact label={t('firstSeen')}>
        <DateText iso={created_at} />
      </Fact>
      {last_seen_at && (
        <Fact label={t('lastSeen')}>
          <DateText iso={last_seen_at} />
        </Fact>
      )}
      {external_id && channel === 'web' && (
        <Fact label={t('verified')}>
          <span className="break-all">{external_id}</span>
        </Fact>
      )}
    </dl>
  );
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt className="text-muted-foreground">{label}</dt>
    <dd className="min-w-0">{children}</dd>
  </>
);

function Earlier({ customer, conversationId }: { customer: Customer; conversationId: string }) {
  const t = useTranslations('live.customer');
  const { workspace_id } = customer;
  const { data = [] } = trpc.conversations.list.useQuery({ workspace_id });
  const others = data.filter(
    ({ id, customer_id, last_message_at }) =>
      customer_id === customer.id && id !== conversationId && last_message_at !== null,
  );
  return (
    <section aria-label={t('earlier')}>
      <h3 className="mb-1.5 text-sm font-medium">{t('earlier')}</h3>
      {others.length === 0 && <p className="text-sm text-muted-foreground">{t('noEarlier')}</p>}
      <ul className="grid grid-cols-1 gap-0.5">
        {others.map(({ id, title, last_message_at }) => (
          <li key={id}>
            <Link
              href={`/w/${workspace_id}/live/${id}?list=all`}
              className="flex gap-3 rounded-md px-2 py-1.5 text-sm hover:bg-accent"
            >
              <span className="min-w-0 flex-1 truncate">{title}</span>
              {last_message_at && (
                <DateText iso={last_message_at} className="text-xs text-muted-foreground" />
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
