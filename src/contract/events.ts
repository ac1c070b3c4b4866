import { z } from 'zod';
import { Citation } from '#contract/citations.ts';
import { Conversation } from '#contract/conversations.ts';
import { Customer } from '#contract/customers.ts';
import { Document } from '#contract/documents.ts';
import { Invite } from '#contract/invites.ts';
import { Job } from '#contract/jobs.ts';
import { CannedReply, LiveSettings } from '#contract/live.ts';
import { Member } from '#contract/members.ts';
import { Attachment, Delivery, Message, MessageStatus } from '#contract/messages.ts';
import { Notification, NotificationSettings } from '#contract/notifications.ts';
import { Id, Version } from '#contract/primitives.ts';
import { Participant } from '#contract/participants.ts';
import { Workspace } from '#contract/workspaces.ts';

const event = <Type extends string, Payload extends z.ZodObject>(type: Type, payload: Payload) =>
  z.object({ offset: z.int().min(0), type: z.literal(type), payload });

const inWorkspace = z.object({ workspace_id: Id });
const inConversation = inWorkspace.extend({ conversation_id: Id });

/**
 * Every durable event, the only definition. Documents, their jobs, customers and conversations that are open
 * to the workspace go to the workspace's scope; a private conversation, with all that is in it, to the own scope of
 * each participant; a live one to the workspace's and to its customer's own. `notification.*` and `notification_settings.*` go to the own scope of whom they are for, `invite.*` to that of each owner
 * and admin. `workspace.*` go to the own scope of each member, `updated` and `deleted` also to the workspace's. `sync.*` are made for each subscriber and
 * are not in any log.
 */
export const ParleyEvent = z.discriminatedUnion('type', [
  event('sync.ready', z.object({})),
  event('sync.reset', z.object({})),
  event('workspace.created', z.object({ workspace: Workspace })),
  event('workspace.updated', z.object({ workspace: Workspace })),
  event('workspace.deleted', inWorkspace),
  event('member.created', inWorkspace.extend({ member: Member })),
  event('member.updated', inWorkspace.extend({ member: Member })),
  event('member.deleted', inWorkspace.extend({ user_id: Id })),
  event('invite.created', inWorkspace.extend({ invite: Invite })),
  event('invite.deleted', inWorkspace.extend({ invite_id: Id })),
  event('document.created', inWorkspace.extend({ document: Document })),
  event('document.status_updated', Document.omit({ id: true }).extend({ document_id: Id })),
  event('document.deleted', inWorkspace.extend({ document_id: Id })),
  /** How many documents have their vectors of the model that is set is not what it was. */
  event('embeddings.updated', inWorkspace),
  event('job.status_updated', Job.omit({ id: true }).extend({ job_id: Id })),
  event('conversation.created', inWorkspace.extend({ conversation: Conversation })),
  event('conversation.updated', inWorkspace.extend({ conversation: Conversation })),
  /** Also for who may read it no more. A `created` of a greater version brings it back. */
  event('conversation.deleted', inConversation.extend({ version: Version })),
  event('participant.created', inConversation.extend({ participant: Participant })),
  event('participant.updated', inConversation.extend({ participant: Participant })),
  event('participant.deleted', inConversation.extend({ participant_id: Id })),
  event('customer.created', inWorkspace.extend({ customer: Customer })),
  event('customer.updated', inWorkspace.extend({ customer: Customer })),
  event('live_settings.updated', inWorkspace.extend({ settings: LiveSettings })),
  event('canned_reply.created', inWorkspace.extend({ canned_reply: CannedReply })),
  event('canned_reply.updated', inWorkspace.extend({ canned_reply: CannedReply })),
  event('canned_reply.deleted', inWorkspace.extend({ canned_reply_id: Id })),
  event('notification.created', z.object({ notification: Notification })),
  event('notification.updated', z.object({ notification: Notification })),
  event('notification_settings.updated', z.object({ settings: NotificationSettings })),
  event('message.created', inConversation.extend({ message: Message })),
  event(
    'message.status_updated',
    inConversation.extend({
      message_id: Id,
      status: MessageStatus,
      content: z.string(),
      citations: z.array(Citation),
      model: z.string().nullable(),
      stopped: z.boolean(),
      error_message: z.string().nullable(),
      delivery: Delivery.nullable(),
      delivery_error: z.string().nullable(),
      attachment: Attachment.nullable(),
      version: Version,
    }),
  ),
]);
export type ParleyEvent = z.infer<typeof ParleyEvent>;

export type EventType = ParleyEvent['type'];
export type EventOf<Type extends EventType> = Extract<ParleyEvent, { type: Type }>;
export type PayloadOf<Type extends EventType> = EventOf<Type>['payload'];

/** What the log keeps: everything but the markers that a feed makes for one subscriber. */
export type DurableEventType = Exclude<EventType, `sync.${string}`>;

/** An event before the log has given it its offset. */
export type NewEvent = {
  [Type in DurableEventType]: { type: Type; payload: PayloadOf<Type> };
}[DurableEventType];

/** One tracked message on the wire: never empty, offsets ascending. */
export const EventBatch = z.array(ParleyEvent).min(1);
export type EventBatch = z.infer<typeof EventBatch>;

export const OnEventInput = z.object({
  /** Absent: the caller's own scope. */
  workspace_id: Id.optional(),
  /** `<epoch>.<offset>` of the last event seen; tRPC's client fills it in on a reconnect. Any other gets `sync.reset`. */
  lastEventId: z.string().nullish(),
});
export type OnEventInput = z.infer<typeof OnEventInput>;
