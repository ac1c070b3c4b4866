import { initTRPC, TRPCError } from '@trpc/server';
import type { ApiContext } from '#api/context.ts';
import { publicMessage, tooManyRequests, toTRPCError, zodIssues } from '#api/errors.ts';

const t = initTRPC.context<ApiContext>().create({
  errorFormatter({ shape, error }) {
    const { code, httpStatus, path } = shape.data;
    return {
      ...shape,
      message: publicMessage(error),
      data: { code, httpStatus, path, zod_error: zodIssues(error) },
    };
  },
});

export const { router } = t;

const mapErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTRPCError(result.error);
  return result;
});

const requireCaller = t.middleware(({ ctx, next }) => {
  const { services, hub, presence, caller, subscription } = ctx;
  if (!caller) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first' });
  return next({ ctx: { ...services, caller, hub, presence, subscription } });
});

/** Not for subscriptions, of which all come at once after a restart: those are limited by socket. */
const limitCalls = t.middleware(({ ctx, type, next }) => {
  const { caller } = ctx;
  const waitMs = caller && type !== 'subscription' ? ctx.callLimit.take(caller.id) : 0;
  if (waitMs > 0) throw tooManyRequests(`Too many requests; try again in ${waitMs} ms`);
  return next();
});

/** A query or mutation by somebody signed in; its `ctx` is what services take. */
export const procedure = t.procedure.use(mapErrors).use(limitCalls).use(requireCaller);

const requireSocket = t.middleware(({ ctx, next }) => {
  if (!ctx.subscription)
    throw new TRPCError({
      code: 'BAD_REQUEST',
      message: 'Subscriptions are served over the WebSocket at /ws',
    });
  return next({ ctx: ctx.subscription });
});

/** A subscription; its `ctx` is a `SubscriptionContext`. */
export const subscriptionProcedure = procedure.use(requireSocket);
