import { numberFormat } from '#ui/intl-format.ts';

const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `1536` → `1.5 kB`, in the reader's language; one decimal below 10. */
export function formatBytes(bytes: number, locale?: string): string {
  let value = bytes;
  let step = 0;
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1000;
    step += 1;
  }
  return numberFormat(locale, {
    style: 'unit',
    unit: steps[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 0 && value < 9.95 ? 1 : 0,
  }).format(value);
}
