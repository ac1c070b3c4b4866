'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '#ui/icon-button.tsx';

const confirmationMs = 2_000;

/** Copies `text` and says for two seconds that it did. */
export function CopyButton({
  text,
  label,
  copiedLabel,
  failedLabel,
}: {
  text: string;
  label: string;
  copiedLabel: string;
  failedLabel: string;
}) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(null), confirmationMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // Without HTTPS, or without permission, there is no clipboard.
      setOutcome('failed');
    }
  };
  const labels = { copied: copiedLabel, failed: failedLabel };
  return (
    <IconButton label={outcome ? labels[outcome] : label} onClick={copy}>
      {outcome === 'copied' ? <Check className="text-success" /> : <Copy />}
    </IconButton>
  );
}
