import type { ReactNode } from 'react';
import { RequireSession } from '#features/auth/RequireSession.tsx';

export default function SignedInLayout({ children }: { children: ReactNode }) {
  return <RequireSession>{children}</RequireSession>;
}
