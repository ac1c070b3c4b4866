const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/**
 * When the last 24 hours, or the last `days` days, begin: whole hours, or the midnights of the time zone, also
 * where a day of it has 23 or 25 hours. Oldest first; the last one goes on.
 */
export function slotStarts(now: Date, days: number, timeZone: string): Date[] {
  if (days === 1) {
    const thisHour = Math.floor(now.getTime() / hourMs) * hourMs;
    return Array.from({ length: 24 }, (_, slot) => new Date(thisHour - (23 - slot) * hourMs));
  }
  // As the clocks there show it, written as if it were UTC.
  const today = Math.floor((now.getTime() + offsetMs(now, timeZone)) / dayMs) * dayMs;
  return Array.from({ length: days }, (_, slot) =>
    toInstant(today - (days - 1 - slot) * dayMs, timeZone),
  );
}

/** The instant at which the zone's clocks show `localMs`. */
function toInstant(localMs: number, timeZone: string): Date {
  const near = new Date(localMs - offsetMs(new Date(localMs), timeZone));
  return new Date(localMs - offsetMs(near, timeZone));
}

/** How far the zone's clocks are ahead of UTC. */
function offsetMs(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant.getTime() / 1_000) * 1_000;
}
