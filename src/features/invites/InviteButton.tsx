'use client';

import { useTranslations } from 'next-intl';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { MemberRole } from '#contract/members.ts';
import { InviteForm } from '#features/invites/InviteForm.tsx';
import { InviteLink, type MadeLink } from '#features/invites/InviteLink.tsx';
import { Button } from '#ui/button.tsx';
import { Dialog, DialogContent } from '#ui/dialog.tsx';

/** Opens the dialog that invites somebody, up to the reader's own role. */
export function InviteButton({
  workspaceId,
  ownRole,
}: {
  workspaceId: string;
  ownRole: MemberRole;
}) {
  const t = useTranslations('invites');
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<MadeLink | null>(null);
  const change = (open: boolean) => {
    setIsOpen(open);
    setMade(null);
  };
  return (
    <>
      <Button onClick={() => change(true)}>
        <UserPlus /> {t('invite')}
      </Button>
      <Dialog open={isOpen} onOpenChange={change}>
        {made ? (
          <DialogContent
            title={t('linkTitle')}
            description={made.email ? t('linkHintFor', { email: made.email }) : t('linkHint')}
          >
            <InviteLink token={made.token} onDone={() => change(false)} />
          </DialogContent>
        ) : (
          <DialogContent title={t('title')} description={t('hint')}>
            <InviteForm
              workspaceId={workspaceId}
              ownRole={ownRole}
              onLink={setMade}
              onAdded={() => change(false)}
            />
          </DialogContent>
        )}
      </Dialog>
    </>
  );
}
