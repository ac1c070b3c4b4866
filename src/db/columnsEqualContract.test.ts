import type { PgColumn } from 'drizzle-orm/pg-core';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { Conversation } from '#contract/conversations.ts';
import { Customer } from '#contract/customers.ts';
import { Document } from '#contract/documents.ts';
import { Invite } from '#contract/invites.ts';
import { Job } from '#contract/jobs.ts';
import { Message } from '#contract/messages.ts';
import { Notification, NotificationSettings } from '#contract/notifications.ts';
import { Participant } from '#contract/participants.ts';
import { Workspace } from '#contract/workspaces.ts';
import { conversationColumns, participantColumns } from '#db/schema/conversations.ts';
import { customerColumns } from '#db/schema/customers.ts';
import { documentColumns } from '#db/schema/documents.ts';
import { inviteColumns } from '#db/schema/invites.ts';
import { jobColumns } from '#db/schema/jobs.ts';
import { messageColumns } from '#db/schema/messages.ts';
import { notificationColumns, notificationSettingsColumns } from '#db/schema/notifications.ts';
import { workspaceColumns } from '#db/schema/workspaces.ts';

type Row<Columns extends Record<string, PgColumn>> = {
  [Name in keyof Columns]: Columns[Name]['_']['notNull'] extends true
    ? Columns[Name]['_']['data']
    : Columns[Name]['_']['data'] | null;
};

test.each<[string, z.ZodObject, Record<string, PgColumn>]>([
  ['workspaces', Workspace, workspaceColumns],
  ['documents', Document, documentColumns],
  ['jobs', Job, jobColumns],
  ['conversations', Conversation, conversationColumns],
  ['messages', Message, messageColumns],
  ['participants', Participant, participantColumns],
  ['customers', Customer, customerColumns],
  ['invites', Invite, inviteColumns],
  ['notifications', Notification, notificationColumns],
  ['notification settings', NotificationSettings, notificationSettingsColumns],
])('what may leave of %s is what the contract says', (_table, schema, columns) => {
  expect(Object.keys(columns).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
  for (const [key, column] of Object.entries(columns)) expect(column.name).toBe(key);
});

test('and of the same types', () => {
  expectTypeOf<Row<typeof workspaceColumns>>().toEqualTypeOf<Workspace>();
  expectTypeOf<Row<typeof documentColumns>>().toEqualTypeOf<Document>();
  expectTypeOf<Row<typeof jobColumns>>().toEqualTypeOf<Job>();
  expectTypeOf<Row<typeof conversationColumns>>().toEqualTypeOf<Conversation>();
  expectTypeOf<Row<typeof messageColumns>>().toEqualTypeOf<Message>();
  expectTypeOf<Row<typeof participantColumns>>().toEqualTypeOf<Participant>();
  expectTypeOf<Row<typeof customerColumns>>().toEqualTypeOf<Customer>();
  expectTypeOf<Row<typeof inviteColumns>>().toEqualTypeOf<Invite>();
  expectTypeOf<Row<typeof notificationColumns>>().toEqualTypeOf<Notification>();
  expectTypeOf<Row<typeof notificationSettingsColumns>>().toEqualTypeOf<NotificationSettings>();
});
