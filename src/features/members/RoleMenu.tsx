'use client';

import { useTranslations } from 'next-intl';
import { ChevronDown } from 'lucide-react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import { type Member, type MemberRole, memberRoles } from '#contract/members.ts';
import { rank } from '#contract/permissions.ts';
import { Button } from '#ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '#ui/dropdown-menu.tsx';

/** A member's role, to be changed up to the reader's own. */
export function RoleMenu({
  member,
  ownRole,
  name,
}: {
  member: Member;
  ownRole: MemberRole;
  name: string;
}) {
  const t = useTranslations('members');
  const { workspace_id, user_id } = member;
  const setRole = trpc.workspaces.members.setRole.useMutation({
    onError: ({ data }) =>
      toast.error(data?.code === 'CONFLICT' ? t('lastOwner') : t('setRoleFailed')),
  });
  const offered = memberRoles.filter((role) => rank(role) >= rank(ownRole));
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={t('roleOf', { name })}>
          {t(`roles.${member.role}`)} <ChevronDown />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-64">
        <DropdownMenuRadioGroup
          value={member.role}
          onValueChange={(value) => {
            const role = offered.find((each) => each === value);
            if (role) setRole.mutate({ workspace_id, user_id, role });
          }}
        >
          {offered.map((role) => (
            <DropdownMenuRadioItem key={role} value={role}>
              <span>
                <span className="block">{t(`roles.${role}`)}</span>
                <span className="block text-xs text-muted-foreground">
                  {t(`roleHints.${role}`)}
                </span>
              </span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
