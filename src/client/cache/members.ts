import { getQueryKey } from '@trpc/react-query';
import { type Change, liveQuery } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import type { Member } from '#contract/members.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';

type Members = readonly Member[];

/** `workspaces.members.list`, by user id. */
export const memberList = liveQuery({
  queryKey: getQueryKey(trpc.workspaces.members.list),
  input: WorkspaceRef,
  reduce: reduceMembers,
  keepNewer: keepNewerMembers,
  scopesOf: ({ workspace_id }) => [workspace_id],
});

/** The members of a workspace after a change. Whoever comes back is a new member, from version 1 on. */
export function reduceMembers(
  list: Members,
  change: Change,
  { workspace_id }: WorkspaceRef,
): Members {
  if (change.type === 'member.deleted' && change.payload.workspace_id === workspace_id)
    return list.some(isOf(change.payload.user_id))
      ? list.filter((member) => member.user_id !== change.payload.user_id)
      : list;
  if (change.type !== 'member.created' && change.type !== 'member.updated') return list;
  const { member } = change.payload;
  if (member.workspace_id !== workspace_id) return list;
  const at = list.findIndex(isOf(member.user_id));
  const known = list[at];
  if (known) return isNewer(member, known) ? list.with(at, member) : list;
  if (change.type === 'member.updated') return list;
  const place = list.findIndex(({ user_id }) => user_id > member.user_id);
  return place === -1 ? [...list, member] : list.toSpliced(place, 0, member);
}

function keepNewerMembers(fetched: Members, known: Members): Members {
  const kept = fetched.map((member) => {
    const before = known.find(isOf(member.user_id));
    return before && isNewer(before, member) ? before : member;
  });
  return kept.every((member, at) => member === fetched[at]) ? fetched : kept;
}

const isOf = (userId: string) => (member: Member) => member.user_id === userId;

/** Of one membership the greater version; of two of one person the later. */
const isNewer = (one: Member, other: Member): boolean =>
  one.created_at === other.created_at
    ? one.version > other.version
    : one.created_at > other.created_at;
