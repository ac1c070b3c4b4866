import type { Answer, ModelTables } from '#client/testModelTables.ts';
import { aCannedReply, aCustomer } from '#client/testRows.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Notification } from '#contract/notifications.ts';

const at = '2026-01-01T00:00:00.000Z';

const bellVerbNames = ['notify', 'readNotification', 'changeNotificationSettings'] as const;

export const deskVerbNames = [
  ...(['addCustomer', 'changeCustomer', 'changeLiveSettings'] as const),
  ...(['addCannedReply', 'changeCannedReply', 'removeCannedReply'] as const),
  ...bellVerbNames,
];
export type DeskVerbName = (typeof deskVerbNames)[number];
type Verbs<Name extends string> = Record<Name, (pick: number) => Answer | null>;

type Desk = {
  tables: ModelTables;
  newId: () => string;
  /** To the workspace's log. */
  announce: (event: NewEvent) => void;
  /** To the person's own. */
  tellPerson: (event: NewEvent) => void;
};

/** What changes the rows of the desk and of the bell. */
export function deskVerbs(desk: Desk): Verbs<DeskVerbName> {
  const { tables, newId, announce } = desk;
  const { workspaceId: workspace_id } = tables;
  return {
    addCustomer: () => {
      if (!tables.isOpen) return null;
      const customer = { ...aCustomer(0), id: newId(), workspace_id };
      tables.rows.customers.push(customer);
      announce({ type: 'customer.created', payload: { workspace_id, customer } });
      return null;
    },
    changeCustomer: (pick) => {
      const customer = tables.change('customers', pick, ({ display_name }) => ({
        display_name: `${display_name}!`,
      }));
      if (!customer) return null;
      announce({ type: 'customer.updated', payload: { workspace_id, customer } });
      return { path: 'customers.update', result: customer };
    },
    changeLiveSettings: () => {
      if (!tables.isOpen) return null;
      const { greeting, version } = tables.liveSettings;
      const settings = { ...tables.liveSettings, greeting: `${greeting}!`, version: version + 1 };
      tables.liveSettings = settings;
      announce({ type: 'live_settings.updated', payload: { workspace_id, settings } });
      return { path: 'live.settings.update', result: settings };
    },
    addCannedReply: () => {
      if (!tables.isOpen) return null;
      const canned_reply = { ...aCannedReply(0), id: newId(), workspace_id };
      tables.rows.cannedReplies.push(canned_reply);
      announce({ type: 'canned_reply.created', payload: { workspace_id, canned_reply } });
      return { path: 'live.cannedReplies.create', result: canned_reply };
    },
    changeCannedReply: (pick) => {
      const canned_reply = tables.change('cannedReplies', pick, ({ text }) => ({
        text: `${text}!`,
      }));
      if (!canned_reply) return null;
      announce({ type: 'canned_reply.updated', payload: { workspace_id, canned_reply } });
      return { path: 'live.cannedReplies.update', result: canned_reply };
    },
    removeCannedReply: (pick) => {
      const canned_reply_id = tables.remove('cannedReplies', pick);
      if (canned_reply_id === null) return null;
      announce({ type: 'canned_reply.deleted', payload: { workspace_id, canned_reply_id } });
      return { path: 'live.cannedReplies.remove', result: { canned_reply_id } };
    },
    ...bellVerbs(desk),
  };
}

function bellVerbs({ tables, newId, tellPerson }: Desk): Verbs<(typeof bellVerbNames)[number]> {
  const { workspaceId: workspace_id } = tables;
  return {
    notify: (pick) => {
      const { conversations } = tables.rows;
      const conversation = conversations[pick % Math.max(conversations.length, 1)];
      if (!tables.isOpen || !conversation || tables.hidden.has(conversation.id)) return null;
      const notification: Notification = {
        id: newId(),
        user_id: tables.userId,
        workspace_id,
        kind: 'mention',
        conversation_id: pick % 5 === 0 ? null : conversation.id,
        document_id: null,
        by: null,
        text: 'Hello',
        read_at: null,
        created_at: at,
        version: 1,
      };
      tables.rows.notifications.push(notification);
      tellPerson({ type: 'notification.created', payload: { notification } });
      return null;
    },
    readNotification: (pick) => {
      const notification = tables.change('notifications', pick, () => ({ read_at: at }));
      if (notification) tellPerson({ type: 'notification.updated', payload: { notification } });
      return null;
    },
    changeNotificationSettings: (pick) => {
      const { browser, version } = tables.notificationSettings;
      const settings = {
        ...tables.notificationSettings,
        browser: { ...browser, mention: pick % 2 === 0 },
        version: version + 1,
      };
      tables.notificationSettings = settings;
      tellPerson({ type: 'notification_settings.updated', payload: { settings } });
      return { path: 'notifications.settings.update', result: settings };
    },
  };
}
