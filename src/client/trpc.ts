import { createTRPCReact } from '@trpc/react-query';
import type { AppRouter } from '#api/root.ts';

/** The procedures as React hooks. */
export const trpc = createTRPCReact<AppRouter>();
