'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { MemberRole } from '#contract/members.ts';
import { InviteForm } from '#features/invites/InviteForm.tsx';
import { InviteLink, type MadeLink } from '#features/invites/InviteLink.tsx';
import { invitesTexts as texts } from '#features/invites/invitesTexts.ts';
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
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<MadeLink | null>(null);
  const change = (open: boolean) => {
    setIsOpen(open);
    setMade(null);
  };
  return (
    <>
      <Button onClick={() => change(true)}>
        <UserPlus /> {texts.invite}
      </Button>
      <Dialog open={isOpen} onOpenChange={change}>
        {made ? (
          <DialogContent
            title={texts.linkTitle}
            description={made.email ? texts.linkHintFor(made.email) : texts.linkHint}
          >
            <InviteLink token={made.token} onDone={() => change(false)} />
          </DialogContent>
        ) : (
          <DialogContent title={texts.title} description={texts.hint}>
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
