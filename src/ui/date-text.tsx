'use client';

import { useLocale } from 'next-intl';
import { formatDate, formatDateTime } from '#ui/format-date.ts';
import { useNow } from '#ui/use-now.ts';

const minuteMs = 60_000;

/** A point in time, short, with all of it in the tooltip. */
export function DateText({ iso, className }: { iso: string; className?: string }) {
  const now = useNow(minuteMs);
  const locale = useLocale();
  return (
    <time dateTime={iso} title={formatDateTime(iso, locale)} className={className}>
      {formatDate(iso, now, locale)}
    </time>
  );
}
