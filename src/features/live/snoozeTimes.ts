export const snoozeChoices = ['hour', 'tomorrow', 'week'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

const morningHour = 9;

/** In an hour, or at nine in the morning, of the reader's own clock, tomorrow or next Monday. */
export function snoozeUntil(choice: SnoozeChoice, now: Date): Date {
  if (choice === 'hour') return new Date(now.getTime() + 60 * 60_000);
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  const days = choice === 'tomorrow' ? 1 : untilMonday;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morningHour);
}
