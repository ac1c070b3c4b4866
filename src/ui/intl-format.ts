const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** `Intl.NumberFormat`, made once: making one takes a hundred times as long as using it, and lists have one a cell. */
export function numberFormat(
  locale: string | undefined,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  return keep(numbers, [locale, options], () => new Intl.NumberFormat(locale, options));
}

/** `Intl.DateTimeFormat`, made once. */
export function dateFormat(
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return keep(dates, [locale, options], () => new Intl.DateTimeFormat(locale, options));
}

function keep<Format>(formats: Map<string, Format>, by: unknown, make: () => Format): Format {
  const key = JSON.stringify(by);
  const format = formats.get(key) ?? make();
  formats.set(key, format);
  return format;
}
