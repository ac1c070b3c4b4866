'use client';

import { useTranslations } from 'next-intl';
import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import { useIdentity } from '#features/auth/SessionProvider.tsx';
import { useLanguage } from '#features/me/useLanguage.ts';
import { localeNames, locales } from '#locales/locale.ts';
import { Avatar } from '#ui/avatar.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuSub,
  DropdownMenuTrigger,
} from '#ui/dropdown-menu.tsx';

const themes = [
  { value: 'system', Icon: Monitor },
  { value: 'light', Icon: Sun },
  { value: 'dark', Icon: Moon },
] as const;

/** Who is signed in, what is theirs to set, and the way out. */
export function AccountMenu({ children }: { children?: ReactNode }) {
  const t = useTranslations('auth');
  const tMe = useTranslations('me');
  const identity = useIdentity();
  const { theme, setTheme } = useTheme();
  const { locale, choose } = useLanguage();
  const { data: me } = trpc.me.get.useQuery();
  const name = me?.display_name ?? '';
  const signOut = async () => {
    // Only this device: the other sessions of the person go on.
    const { error } = await identity().signOut({ scope: 'local' });
    if (error) toast.error(t('signOutFailed'));
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={tMe('menu', { name })}
        className="flex h-12 w-full items-center gap-2.5 rounded-lg px-2 text-left hover:bg-accent"
      >
        <Avatar name={name} className="size-8" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">{name}</span>
          <span className="block truncate text-xs text-muted-foreground">{me?.email}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="size-4 text-muted-foreground" />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        side="top"
        align="end"
        className="w-(--radix-dropdown-menu-trigger-width) min-w-52"
      >
        {children && (
          <>
            {children}
            <DropdownMenuSeparator />
          </>
        )}
        <DropdownMenuLabel>{tMe('theme')}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
          {themes.map(({ value, Icon }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              <Icon className="text-muted-foreground" /> {tMe(`themes.${value}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuSub label={tMe('language')}>
          <DropdownMenuRadioGroup value={locale} onValueChange={choose}>
            {locales.map((each) => (
              <DropdownMenuRadioItem key={each} value={each} lang={each}>
                {localeNames[each]}
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        </DropdownMenuSub>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut /> {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
