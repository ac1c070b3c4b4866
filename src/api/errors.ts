import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { AppError } from '#services/errors.ts';

/** What is thrown in calls and in streams, as the contract's errors. */
export function toTRPCError(error: unknown): TRPCError {
  const cause = error instanceof TRPCError && error.cause ? error.cause : error;
  if (cause instanceof AppError)
    return new TRPCError({ code: cause.code, message: cause.message, cause });
  if (error instanceof TRPCError) return error;
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error });
}

export function tooManyRequests(message: string): TRPCError {
  return new TRPCError({ code: 'TOO_MANY_REQUESTS', message });
}

/** A fault of ours must not tell its message, which may hold a query or a path. */
export function publicMessage(error: TRPCError): string {
  if (error.code === 'INTERNAL_SERVER_ERROR') return 'Something went wrong on the server';
  if (error.cause instanceof z.core.$ZodError) return z.prettifyError(error.cause);
  return error.message;
}

/** The issues of a bad input; null for other errors, also for an output of ours that breaks the contract. */
export function zodIssues(error: TRPCError): z.core.$ZodIssue[] | null {
  const isInput = error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError;
  return isInput && error.cause instanceof z.core.$ZodError ? error.cause.issues : null;
}
