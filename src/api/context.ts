import type { Hub } from '#realtime/hub.ts';
import type { CallLimit } from '#api/limits.ts';
import type { Sink } from '#realtime/sink.ts';
import type { CallContext, Caller, ServiceContext } from '#services/context.ts';
import type { PresenceTracker } from '#services/presence/trackPresence.ts';

/** What a procedure is called with. */
export type ApiContext = {
  services: ServiceContext;
  hub: Hub;
  callLimit: CallLimit;
  presence: PresenceTracker;
  /** Null without a valid token. */
  caller: Caller | null;
  /** Null for what is none. */
  subscription: Subscription | null;
};

/** Who holds a token, and until when. */
export type Session = { caller: Caller; sessionId: string; expiresAt: Date };

/**
 * Whose token it is, or why it is refused.
 * @throws when that cannot be found out now, which says nothing against the token
 */
export type Authenticate = (token: string) => Promise<Session | { refusal: string }>;

/** What every procedure's transport needs of the process. */
export type ApiServices = Pick<ApiContext, 'services' | 'hub' | 'callLimit' | 'presence'>;

/** `sink` is where the hub writes its frames; aborting `stopping` ends it, whoever does so. */
export type Subscription = { sink: Sink; stopping: AbortController };

/** What a subscription is called with. */
export type SubscriptionContext = CallContext & Pick<ApiContext, 'hub' | 'presence'> & Subscription;
