import { OnActivityInput } from '#contract/activity.ts';
import { OnEventInput } from '#contract/events.ts';
import { ActivityStream, EventStream, streamOf } from '#api/streams.ts';
import { subscribeToActivity } from '#api/subscribeToActivity.ts';
import { subscribeToEvents } from '#api/subscribeToEvents.ts';
import { subscriptionProcedure } from '#api/trpc.ts';

export const onEvent = subscriptionProcedure
  .input(OnEventInput)
  .output(EventStream)
  .subscription(({ ctx, input }) => streamOf(() => subscribeToEvents(ctx, input)));

export const onActivity = subscriptionProcedure
  .input(OnActivityInput)
  .output(ActivityStream)
  .subscription(({ ctx, input }) => streamOf(() => subscribeToActivity(ctx, input)));
