'use client';

import { Crash } from '#ui/crash.tsx';

export default function ErrorPage({ retry }: { retry: () => void }) {
  return <Crash onRetry={retry} />;
}
