import type { AnyTRPCProcedure, inferProcedureInput } from '@trpc/server';
import { z } from 'zod';
import { type AppRouter, appRouter } from '#api/root.ts';
import { secretFile, type Victim } from '#services/testVictim.ts';
import { uuidv7 } from '#shared/uuid.ts';

type Paths<Record> = {
  [Name in keyof Record & string]: Record[Name] extends AnyTRPCProcedure
    ? Name
    : `${Name}.${Paths<Record[Name]>}`;
}[keyof Record & string];
type At<Record, Path> = Path extends `${infer Head}.${infer Rest}`
  ? At<Record[Head & keyof Record], Rest>
  : Record[Path & keyof Record];
type Procedures = AppRouter['_def']['record'];
/** The path of any procedure. */
export type ProcedurePath = Paths<Procedures>;
type InputOf<Path extends ProcedurePath> =
  At<Procedures, Path> extends infer Procedure extends AnyTRPCProcedure
    ? inferProcedureInput<Procedure>
    : never;

/**
 * `self`: what it reads or writes is the caller's own, so anyone who has signed in may call it. `own chat`: so may
 * anyone as a customer of a workspace that is none of the victim's.
 */
export type Case<Input> = {
  about: 'victim' | 'self' | 'own chat';
  input: Input;
  /** What the owner is told. */
  ofOwner?: string | null;
};

const ofVictim = <Input>(input: Input): Case<Input> => ({ about: 'victim', input });
const ofSelf = <Input>(input: Input): Case<Input> => ({ about: 'self', input });
const ofOwnChat = <Input>(input: Input): Case<Input> => ({ about: 'own chat', input });

/** Every procedure, aimed at the victim's rows, in an order in which the owner may call them one after the other. */
export function casesFor(
  victim: Victim,
  publicKey: string,
): { [Path in ProcedurePath]: Case<InputOf<Path>> } {
  const { workspace_id, document_id, conversation_id, message_id, colleague } = victim;
  const { customer_id, invite_id } = victim;
  const someToken = { token: 'no one has this' };
  const user_id = colleague.caller.id;
  const live = { conversation_id: victim.live_conversation_id };
  const ofColleague = { conversation_id, user_id: colleague.caller.id };
  return {
    'me.get': ofSelf({}),
    'settings.get': ofSelf({}),
    'workspaces.list': ofSelf({}),
    'workspaces.create': ofSelf({ name: 'Of my own' }),
    'workspaces.health': ofVictim({ workspace_id, days: 7 }),
    'workspaces.rename': ofVictim({ workspace_id, name: 'Taken over' }),
    'documents.list': ofVictim({ workspace_id }),
    'documents.get': ofVictim({ document_id }),
    'documents.upload': ofVictim(uploadOf(workspace_id)),
    'documents.addUrl': ofVictim({ workspace_id, url: 'http://127.0.0.1/' }),
    'documents.refetch': { ...ofVictim({ document_id }), ofOwner: 'CONFLICT' },
    'documents.page': ofVictim({ document_id, page: 1 }),
    'documents.thumbnail': ofVictim({ document_id }),
    'documents.downloadUrl': ofVictim({ document_id }),
    'documents.retry': ofVictim({ document_id }),
    // The owner's is no version that could be current.
    'documents.restore': { ...ofVictim({ document_id }), ofOwner: 'CONFLICT' },
    'jobs.list': ofVictim({ workspace_id, document_id }),
    'search.query': ofVictim({ workspace_id, query: 'plan' }),
    'conversations.list': ofVictim({ workspace_id }),
    'conversations.create': ofVictim({ workspace_id }),
    'conversations.rename': ofVictim({ conversation_id, title: 'Taken over' }),
    'conversations.share': ofVictim({ conversation_id }),
    'conversations.markRead': ofVictim({ conversation_id, seq: 1 }),
    'conversations.participants.list': ofVictim({ conversation_id }),
    'conversations.participants.listOwn': ofVictim({ workspace_id }),
    'conversations.participants.add': ofVictim(ofColleague),
    'conversations.participants.remove': ofVictim(ofColleague),
    'messages.list': ofVictim({ conversation_id }),
    'messages.get': ofVictim({ message_id }),
    'messages.send': ofVictim({ conversation_id, content: 'Hello', client_id: uuidv7() }),
    'messages.stop': ofVictim({ message_id }),
    'messages.regenerate': ofVictim({ message_id }),
    'messages.resend': { ...ofVictim({ message_id }), ofOwner: 'BAD_REQUEST' },
    'messages.downloadUrl': { ...ofVictim({ message_id }), ofOwner: 'NOT_FOUND' },
    'messages.followUps': ofVictim({ message_id }),
    'typing.set': ofVictim({ conversation_id, typing: true }),
    'notifications.list': ofSelf({}),
    'notifications.markRead': ofSelf({}),
    'notifications.settings.get': ofSelf({}),
    'notifications.settings.update': ofSelf({ sound: true }),
    'presence.list': ofVictim({ workspace_id }),
    'presence.set': ofVictim({ workspace_id, available: false }),
    'customers.list': ofVictim({ workspace_id }),
    'customers.get': ofVictim({ customer_id }),
    'customers.update': ofVictim({ customer_id, display_name: 'Taken over' }),
    'chat.open': ofOwnChat({ key: publicKey }),
    'chat.start': ofOwnChat({ key: publicKey }),
    'chat.update': ofOwnChat({ key: publicKey, display_name: 'Eve' }),
    'chat.requestPerson': { ...ofVictim(live), ofOwner: 'FORBIDDEN' },
    'chat.status': ofVictim(live),
    ...liveCasesFor(victim),
    'workspaces.members.list': ofVictim({ workspace_id }),
    'workspaces.members.setRole': ofVictim({ workspace_id, user_id, role: 'admin' }),
    'workspaces.members.remove': ofVictim({ workspace_id, user_id }),
    'workspaces.invites.list': ofVictim({ workspace_id }),
    'workspaces.invites.create': ofVictim({ workspace_id, role: 'member' }),
    'workspaces.invites.revoke': ofVictim({ invite_id }),
    'workspaces.invites.preview': { ...ofVictim(someToken), ofOwner: 'NOT_FOUND' },
    'workspaces.invites.accept': { ...ofVictim(someToken), ofOwner: 'NOT_FOUND' },
    onEvent: ofVictim({ workspace_id }),
    onActivity: ofVictim({ conversation_id }),
    'documents.remove': ofVictim({ document_id }),
    'conversations.remove': ofVictim({ conversation_id }),
    'workspaces.remove': ofVictim({ workspace_id }),
  };
}

function uploadOf(workspace_id: string): FormData {
  const form = new FormData();
  form.append('workspace_id', workspace_id);
  form.append('file', secretFile('two'));
  return form;
}

/** Those of the operators' desk. */
function liveCasesFor({ workspace_id, canned_reply_id, live_conversation_id, colleague }: Victim) {
  const live = { conversation_id: live_conversation_id };
  const lineSecrets = { channel_access_token: 'token', channel_secret: 'secret' };
  const canned = { shortcut: 'again', text: 'Again' };
  return {
    'live.settings.get': ofVictim({ workspace_id }),
    'live.settings.secret': ofVictim({ workspace_id }),
    'live.settings.update': ofVictim({ workspace_id, greeting: 'Taken over' }),
    'live.settings.rotateSecret': ofVictim({ workspace_id }),
    'live.cannedReplies.list': ofVictim({ workspace_id }),
    'live.cannedReplies.create': ofVictim({ workspace_id, ...canned }),
    'live.cannedReplies.update': ofVictim({ canned_reply_id, shortcut: 'mine', text: 'Mine' }),
    'live.cannedReplies.remove': ofVictim({ canned_reply_id }),
    'live.line.get': ofVictim({ workspace_id }),
    // No LINE answers in these tests.
    'live.line.connect': { ...ofVictim({ workspace_id, ...lineSecrets }), ofOwner: 'BAD_REQUEST' },
    'live.line.disconnect': ofVictim({ workspace_id }),
    'live.draft': ofVictim(live),
    'live.transcript': ofVictim(live),
    'live.take': ofVictim(live),
    'live.assign': ofVictim({ ...live, user_id: colleague.caller.id }),
    'live.snooze': ofVictim({ ...live, until: '2100-01-01T00:00:00.000Z' }),
    'live.setStatus': ofVictim({ ...live, status: 'resolved' }),
    'live.handToAi': ofVictim(live),
  } satisfies { [Path in ProcedurePath & `live.${string}`]: Case<InputOf<Path>> };
}

/** All procedures there are, by path. */
export const procedures = z
  .record(z.string(), z.custom<AnyTRPCProcedure>())
  .parse(appRouter._def.procedures);
