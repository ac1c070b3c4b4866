'use client';

import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import type { IdentityConfig } from '#features/auth/identityClient.ts';
import { SessionProvider } from '#features/auth/SessionProvider.tsx';
import { Toaster } from '#ui/sonner.tsx';
import { TooltipProvider } from '#ui/tooltip.tsx';

const tooltipDelayMs = 400;

/** What every page stands on. */
export function Providers({
  identity,
  children,
}: {
  identity: IdentityConfig;
  children: ReactNode;
}) {
  return (
    <ThemeProvider attribute="class" storageKey="parley-theme" disableTransitionOnChange>
      <TooltipProvider delayDuration={tooltipDelayMs}>
        <SessionProvider config={identity}>{children}</SessionProvider>
        <Toaster />
      </TooltipProvider>
    </ThemeProvider>
  );
}
