import { dateFormat } from '#ui/intl-format.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** As short as it stays clear: the time for today, the day for this year, else the whole date. */
export function formatDate(iso: string, nowMs: number, locale?: string): string {
  const date = new Date(iso);
  const now = new Date(nowMs);
  if (date.toDateString() === now.toDateString())
    return dateFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(date);
  const isThisYear = date.getFullYear() === now.getFullYear();
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** Date and time, for a tooltip. */
export function formatDateTime(iso: string, locale?: string): string {
  return dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

/** The heading over a day's messages: `Today`, `Yesterday`, else the day. */
export function formatDay(iso: string, nowMs: number, locale?: string): string {
  const days = (startOfDay(new Date(iso)) - startOfDay(new Date(nowMs))) / dayMs;
  const nearest = Math.round(days);
  if (nearest > -2 && nearest <= 0) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(nearest, 'day');
    return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
  }
  const isThisYear = new Date(iso).getFullYear() === new Date(nowMs).getFullYear();
  return dateFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(new Date(iso));
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
