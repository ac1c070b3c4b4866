'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

const colours = {
  '--normal-bg': 'var(--popover)',
  '--normal-text': 'var(--foreground)',
  '--normal-border': 'var(--border)',
  '--border-radius': 'var(--radius-lg)',
};

/** Short news in the corner; `toast` of sonner sends them. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      closeButton
      // oxlint-disable-next-line parley/no-cast -- React's style type has no custom properties
      style={colours as React.CSSProperties}
    />
  );
}
