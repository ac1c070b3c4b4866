'use client';

import { useTranslations } from 'next-intl';
import type { Member } from '#contract/members.ts';
import { allows } from '#contract/permissions.ts';
import type { Presence } from '#contract/presence.ts';
import { RemoveMember } from '#features/members/RemoveMember.tsx';
import { RoleMenu } from '#features/members/RoleMenu.tsx';
import { PresenceDot } from '#features/presence/PresenceDot.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { Badge } from '#ui/badge.tsx';

type MemberRowProps = {
  member: Member;
  /** The reader's own membership. */
  own: Member | undefined;
  presence: Presence | undefined;
};

export function MemberRow({ member, own, presence }: MemberRowProps) {
  const t = useTranslations('members');
  const name = member.display_name || t('unnamed');
  const isOwn = member.user_id === own?.user_id;
  const mayManage =
    own !== undefined &&
    allows(own.role, member.role === 'owner' ? 'owners.manage' : 'members.manage');
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <span className="relative">
        <Avatar name={name} className="size-9" />
        {presence && (
          <PresenceDot presence={presence} className="absolute -right-0.5 -bottom-0.5" />
        )}
      </span>
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate">{name}</span>
          {isOwn && <Badge>{t('you')}</Badge>}
        </p>
        {member.email && (
          <p className="truncate text-[0.8125rem] text-muted-foreground">{member.email}</p>
        )}
      </div>
      <div className="flex items-center gap-1 max-sm:pl-10">
        {own && mayManage ? (
          <RoleMenu member={member} ownRole={own.role} name={name} />
        ) : (
          <span className="px-3 text-sm text-muted-foreground">{t(`roles.${member.role}`)}</span>
        )}
        {(isOwn || mayManage) && <RemoveMember member={member} isOwn={isOwn} name={name} />}
      </div>
    </li>
  );
}
