import { numberFormat } from '#ui/intl-format.ts';

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const;

/** `1234` → `1.2 sec`, in the reader's language: the largest unit of which it has at least one; one decimal below 10. */
export function formatDuration(ms: number, locale?: string): string {
  const step = steps.find((each) => ms >= each.ms);
  const value = step ? ms / step.ms : ms;
  return numberFormat(locale, {
    style: 'unit',
    unit: step?.unit ?? 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: step && value < 9.95 ? 1 : 0,
  }).format(value);
}
