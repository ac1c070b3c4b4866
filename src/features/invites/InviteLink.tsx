'use client';
import { useTranslations } from 'next-intl';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Input } from '#ui/input.tsx';

/** `email`: for whom alone it is. */
export type MadeLink = { token: string; email: string | null };

/** The link that has just been made. The token stands after the `#`, so no server is ever sent it in an address. */
export function InviteLink({ token, onDone }: { token: string; onDone: () => void }) {
  const t = useTranslations('invites');
  const link = `${window.location.origin}/invite#${token}`;
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="flex items-center gap-1">
        <Input
          readOnly
          aria-label={t('linkTitle')}
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton
          text={link}
          label={t('copy')}
          copiedLabel={t('copied')}
          failedLabel={t('copyFailed')}
        />
      </div>
      <Button onClick={onDone}>{t('done')}</Button>
    </div>
  );
}
