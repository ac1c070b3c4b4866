'use client';

import { useTranslations } from 'next-intl';
import { Check, MailCheck } from 'lucide-react';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { AuthForm, type AuthMode } from '#features/auth/AuthForm.tsx';
import { returnPath } from '#features/auth/returnPath.ts';
import { useSession } from '#features/auth/SessionProvider.tsx';
import { useLanguage } from '#features/me/useLanguage.ts';
import { localeNames, locales } from '#locales/locale.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { Logo } from '#ui/logo.tsx';
import { Select } from '#ui/select.tsx';
import { PageTitle } from '#ui/page-title.tsx';
import { PassageArt } from '#ui/passage-art.tsx';

const otherPath = { signIn: '/sign-up', signUp: '/sign-in' };

/** Signing in and signing up; whoever is signed in goes on to where they wanted to be. */
export function AuthPage({ mode }: { mode: AuthMode }) {
  const t = useTranslations('auth');
  const router = useRouter();
  const next = useSearchParams().get('next');
  const { status } = useSession();
  const [unconfirmed, setUnconfirmed] = useState<string | null>(null);
  useEffect(() => {
    if (status === 'signedIn') router.replace(returnPath(next));
  }, [status, next, router]);
  const query = next === null ? '' : `?${new URLSearchParams({ next })}`;

  return (
    <AuthFrame>
      <PageTitle title={t(`${mode}.title`)} />
      {unconfirmed === null ? (
        <>
          <h1 className="mb-6 text-2xl font-semibold tracking-tight">{t(`${mode}.heading`)}</h1>
          <AuthForm key={mode} mode={mode} onMustConfirm={setUnconfirmed} />
          <p className="mt-6 text-sm text-muted-foreground">
            {t(`${mode}.otherQuestion`)}{' '}
            <Link
              href={`${otherPath[mode]}${query}`}
              className="font-medium text-primary underline-offset-4 hover:underline"
            >
              {t(`${mode}.otherLink`)}
            </Link>
          </p>
        </>
      ) : (
        <Empty icon={<MailCheck />} title={t('checkMailTitle')}>
          <p role="status">{t('checkMail', { email: unconfirmed })}</p>
          <Button variant="outline" asChild>
            <Link href={`/sign-in${query}`} onClick={() => setUnconfirmed(null)}>
              {t('backToSignIn')}
            </Link>
          </Button>
        </Empty>
      )}
      <LanguageSwitch />
    </AuthFrame>
  );
}

/** Before there is an account menu. */
function LanguageSwitch() {
  const t = useTranslations('me');
  const { locale, choose } = useLanguage();
  return (
    <Select
      aria-label={t('language')}
      value={locale}
      options={locales.map((each) => ({ value: each, label: localeNames[each] }))}
      onChange={choose}
      className="mt-10 w-auto"
    />
  );
}

function AuthFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('auth');
  return (
    <div className="grid min-h-dvh lg:grid-cols-[1fr_1.1fr]">
      <aside className="hidden flex-col justify-between border-r bg-sidebar p-12 lg:flex">
        <Logo />
        <div className="max-w-md">
          <p className="text-3xl leading-tight font-semibold tracking-tight text-balance">
            {t('promise')}
          </p>
          <ul className="mt-8 grid gap-3.5 text-[0.9375rem] text-muted-foreground">
            {(['1', '2', '3'] as const).map((point) => (
              <li key={point} className="flex gap-3">
                <Check aria-hidden="true" className="mt-0.5 size-4.5 shrink-0 text-primary" />
                {t(`points.${point}`)}
              </li>
            ))}
          </ul>
        </div>
        <PassageArt className="w-full max-w-sm" />
      </aside>
      <main
        id="main"
        className="flex flex-col justify-center px-6 py-10 pb-[max(2.5rem,env(safe-area-inset-bottom))] sm:px-12"
      >
        <div className="mx-auto w-full max-w-sm">
          <div className="mb-10 lg:hidden">
            <Logo />
            <p className="mt-4 text-[0.9375rem] text-balance text-muted-foreground">
              {t('promise')}
            </p>
          </div>
          {children}
        </div>
      </main>
    </div>
  );
}
