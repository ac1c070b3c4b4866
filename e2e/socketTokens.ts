import type { Page } from '@playwright/test';
import { z } from 'zod';

const Hello = z.object({
  method: z.literal('connectionParams'),
  data: z.object({ token: z.string() }),
});

/** The token that each socket of the page and its frames was opened with, in turn; it grows. */
export function socketTokens(page: Page): readonly string[] {
  const tokens: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const text = String(payload);
      const hello = Hello.safeParse(text.startsWith('{') ? JSON.parse(text) : null);
      if (hello.success) tokens.push(hello.data.data.token);
    }),
  );
  return tokens;
}
