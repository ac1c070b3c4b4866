'use client';

import { invitesTexts as texts } from '#features/invites/invitesTexts.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Input } from '#ui/input.tsx';

/** `email`: for whom alone it is. */
export type MadeLink = { token: string; email: string | null };

/** The link that has just been made. The token stands after the `#`, so no server is ever sent it in an address. */
export function InviteLink({ token, onDone }: { token: string; onDone: () => void }) {
  const link = `${window.location.origin}/invite#${token}`;
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="flex items-center gap-1">
        <Input
          readOnly
          aria-label={texts.linkTitle}
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton
          text={link}
          label={texts.copy}
          copiedLabel={texts.copied}
          failedLabel={texts.copyFailed}
        />
      </div>
      <Button onClick={onDone}>{texts.done}</Button>
    </div>
  );
}
