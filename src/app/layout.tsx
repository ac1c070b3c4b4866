import type { ReactNode } from 'react';
import './globals.css';
import { Logo } from '#ui/logo.tsx';
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <Logo />
        {children}
      </body>
    </html>
  );
}
